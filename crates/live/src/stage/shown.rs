//! Which of the stage's pictures those see who have only one.

use xingtan_sfu::{On, PeerId, TrackId};

/// A picture that somebody sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// The track.
    pub track: TrackId,
    /// Who sends it.
    pub peer: PeerId,
    /// Whether it shows a screen, and no face.
    pub is_screen: bool,
}

/// The pictures of one stage and the one that is shown: a screen before faces, else the face of who
/// came or began to speak last.
#[derive(Debug, Default)]
pub struct Shown {
    /// In the order they came, and whether they are passed on.
    pictures: Vec<(Picture, bool)>,
    last: Option<PeerId>,
    now: Option<TrackId>,
}

impl Shown {
    /// Somebody sends a picture. Each of these answers what is to be shown now, when it is another
    /// than before.
    pub fn offer(&mut self, picture: Picture) -> Option<TrackId> {
        self.pictures.push((picture, true));
        if !picture.is_screen {
            self.last = Some(picture.peer);
        }
        self.choose()
    }

    /// Somebody speaks.
    pub fn speaks(&mut self, peer: PeerId) -> Option<TrackId> {
        if self.pictures.iter().any(|(picture, is_on)| picture.peer == peer && *is_on) {
            self.last = Some(peer);
        }
        self.choose()
    }

    /// Somebody switches his pictures on or off.
    pub fn set_on(&mut self, peer: PeerId, on: On) -> Option<TrackId> {
        for (picture, was_on) in &mut self.pictures {
            let is_on = if picture.is_screen { on.screen } else { on.picture };
            if picture.peer == peer && std::mem::replace(was_on, is_on) != is_on && is_on {
                self.last = Some(peer);
            }
        }
        self.choose()
    }

    /// A picture ended.
    pub fn end(&mut self, track: TrackId) -> Option<TrackId> {
        self.pictures.retain(|(picture, _)| picture.track != track);
        self.choose()
    }

    /// Whether nobody sends any.
    pub const fn is_empty(&self) -> bool {
        self.pictures.is_empty()
    }

    fn choose(&mut self) -> Option<TrackId> {
        let on = || self.pictures.iter().filter(|(_, is_on)| *is_on).map(|(picture, _)| picture);
        let screen = on().rfind(|picture| picture.is_screen);
        let last = || on().find(|picture| Some(picture.peer) == self.last);
        let chosen = screen.or_else(last).or_else(|| on().next()).map(|picture| picture.track);
        (std::mem::replace(&mut self.now, chosen) != chosen).then_some(chosen).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that an engine might give.
    fn picture(number: u64, is_screen: bool) -> Picture {
        Picture {
            track: TrackId::from_number(number),
            peer: PeerId::from_number(number),
            is_screen,
        }
    }

    #[test]
    fn who_came_or_spoke_last_is_shown_and_a_screen_before_all() {
        let (teacher, learner) = (picture(1, false), picture(2, false));
        let screen = Picture { peer: teacher.peer, ..picture(3, true) };
        let mut shown = Shown::default();
        assert_eq!(shown.offer(teacher), Some(teacher.track));
        assert_eq!(shown.offer(learner), Some(learner.track));
        assert_eq!(shown.speaks(learner.peer), None, "he is shown already");
        assert_eq!(shown.speaks(teacher.peer), Some(teacher.track));
        assert_eq!(shown.offer(screen), Some(screen.track));
        assert_eq!(shown.speaks(learner.peer), None, "the screen stays");
        assert_eq!(shown.end(screen.track), Some(learner.track));
        let off = On { sound: true, picture: false, screen: false };
        assert_eq!(shown.set_on(learner.peer, off), Some(teacher.track));
        assert_eq!(shown.speaks(learner.peer), None, "he has no picture now");
        assert_eq!(shown.set_on(learner.peer, On::ALL), Some(learner.track));
        assert_eq!(shown.end(learner.track), Some(teacher.track));
        assert_eq!(shown.end(teacher.track), None);
        assert!(shown.is_empty());
    }
}
