//! Looks after one phone: the room is told when it shows something, and it ends with the seat.

use tokio::time::Instant;
use xingtan_base::clock::UtcMs;
use xingtan_room::stage::StageId;

use super::phones::{Asked, Stands};
use crate::media_limits::{PHONE_GONE, PHONE_LOOK};
use crate::media_side::MediaSide;
use crate::rooms::StageWatch;
use crate::stage::sessions::Right;

/// What of the phone the room was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// Nothing: it sends nothing.
    Nothing,
    /// That it is to be shown, which does not stand yet.
    Asked,
    /// It is shown; since when nothing comes, if so.
    Shown(Option<Instant>),
}

/// What is seen of a phone at one moment.
#[derive(Debug, Clone, Copy)]
struct Seen {
    sends: bool,
    is_shown: bool,
    at: Instant,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Wait,
    Show,
    Hide,
    End,
}

/// Looks after a phone until it or its seat ends.
pub async fn follow(
    side: MediaSide,
    asked: Asked,
    (since_ms, mut watch): (i64, StageWatch),
    until: UtcMs,
) {
    let (lesson, person) = asked.whose;
    let right = Right::Phone(person, asked.number);
    let stopping = side.ctx().tasks.stopping();
    let mut told = Told::Nothing;
    loop {
        let seat = watch.borrow_and_update().get(StageId::MAIN, person);
        let seat = seat.filter(|seat| seat.since_ms == since_ms && seat.may.screen);
        let Some(seat) = seat.filter(|_| is_good(&side, &asked, until)) else { break };
        let sends = side.stages().sends_by(lesson, right);
        let seen = Seen { sends, is_shown: seat.on.screen, at: Instant::now() };
        let (next, step) = step(told, seen);
        told = next;
        match step {
            Step::Wait => {}
            Step::Show => set_screen(&side, &asked, true).await,
            Step::Hide => set_screen(&side, &asked, false).await,
            // Who is on the stage has switched it off.
            Step::End => break,
        }
        tokio::select! {
            changed = watch.changed() => if changed.is_err() { break },
            () = asked.changed.notified() => {}
            () = tokio::time::sleep(PHONE_LOOK) => {}
            () = stopping.cancelled() => return,
        }
    }
    side.stages().phones().end_one(asked.whose, asked.number);
    side.stages().send_away(lesson, |session| session.right == right).await;
    if told != Told::Nothing {
        set_screen(&side, &asked, false).await;
    }
}

/// Whether it is still the phone that was asked for, and came in time.
fn is_good(side: &MediaSide, asked: &Asked, until: UtcMs) -> bool {
    let now = side.ctx().clock.now();
    let stands = side.stages().phones().stands(asked.whose, now);
    stands.is_some_and(|(stands, number)| {
        number == asked.number && (stands == Stands::Taken || now < until)
    })
}

async fn set_screen(side: &MediaSide, asked: &Asked, is_on: bool) {
    let (lesson, person) = asked.whose;
    // Of one who has left the stage meanwhile nothing need be said.
    if let Err(error) = side.rooms().set_screen((lesson, StageId::MAIN), person, is_on).await {
        tracing::debug!(%lesson, %error, "The room was not told of a phone.");
    }
}

fn step(told: Told, seen: Seen) -> (Told, Step) {
    match told {
        Told::Nothing if seen.sends => (Told::Asked, Step::Show),
        Told::Asked if seen.is_shown => (Told::Shown(None), Step::Wait),
        Told::Nothing | Told::Asked => (told, Step::Wait),
        Told::Shown(_) if !seen.is_shown => (Told::Nothing, Step::End),
        Told::Shown(_) if seen.sends => (Told::Shown(None), Step::Wait),
        // On a bad network it comes again.
        Told::Shown(None) => (Told::Shown(Some(seen.at)), Step::Wait),
        Told::Shown(Some(since)) if seen.at < since + PHONE_GONE => (told, Step::Wait),
        Told::Shown(Some(_)) => (Told::Nothing, Step::Hide),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_hears_when_a_phone_begins_and_when_it_is_gone() {
        let begin = Instant::now();
        let seen = |sends, is_shown, after| Seen { sends, is_shown, at: begin + after };
        let none = std::time::Duration::ZERO;
        let mut told = Told::Nothing;
        let mut look = |seen: Seen| {
            let (next, done) = step(told, seen);
            told = next;
            done
        };
        assert_eq!(look(seen(false, false, none)), Step::Wait);
        assert_eq!(look(seen(false, true, none)), Step::Wait, "a screen of the desk's own");
        assert_eq!(look(seen(true, false, none)), Step::Show);
        assert_eq!(look(seen(true, false, none)), Step::Wait, "it is said once");
        assert_eq!(look(seen(true, true, none)), Step::Wait);
        assert_eq!(look(seen(false, true, none)), Step::Wait, "it may come again");
        assert_eq!(look(seen(true, true, PHONE_GONE)), Step::Wait);
        assert_eq!(look(seen(false, true, PHONE_GONE)), Step::Wait);
        assert_eq!(look(seen(false, true, PHONE_GONE * 2)), Step::Hide);
        assert_eq!(look(seen(true, false, PHONE_GONE * 2)), Step::Show, "it has come again");
        assert_eq!(look(seen(true, true, PHONE_GONE * 2)), Step::Wait);
        assert_eq!(look(seen(true, false, PHONE_GONE * 2)), Step::End, "the desk ends it");
    }
}
