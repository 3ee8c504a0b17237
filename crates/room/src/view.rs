//! What each person may see.

use std::borrow::Cow;
use std::collections::HashMap;

use xingtan_base::ids::{ActivityId, ClassId, PersonId};

use crate::classes;
use crate::entry::{Body, Count, Entry, See};
use crate::limits;
use crate::message::{
    ActivityView, ClassStanding, Paces, PollView, QuizView, Role, RosterRow, Snapshot,
    StageInvitation, StageMember, StageNow, Tally,
};
use crate::poll::Poll;
use crate::quiz::Quiz;
use crate::roster::Roster;
use crate::stage::{Invited, Member, Stage, StageId};
use crate::state::State;

/// Who looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub person: PersonId,
    /// Learner or staff.
    pub role: Role,
    /// The class he attends with.
    pub class: Option<ClassId>,
}

/// An entry as the viewer may see it; nothing when he may not. Staff see every entry.
/// Danmaku are included: a socket leaves them out, for they travel as `crowd`.
pub fn entry_for(viewer: &Viewer, entry: &Entry) -> Option<Entry> {
    let staff = viewer.role == Role::Staff;
    let may = staff
        || match entry.see {
            See::Everyone => true,
            See::Staff => false,
            See::Class(see) => viewer.class == Some(see.class),
            See::Person(see) => see.person == viewer.person,
        };
    if !may {
        return None;
    }
    let mut seen = entry.clone();
    if !staff {
        if let Body::PollClosed(closed) = &mut seen.body {
            closed.counts = None;
        }
        if entry.by != Some(viewer.person) {
            seen.client_id = None;
        }
    }
    Some(seen)
}

/// An entry with the names that whoever sees it needs and the log does not hold. It is to be shown,
/// never stored.
pub fn named<'a>(roster: &Roster, entry: &'a Entry) -> Cow<'a, Entry> {
    let Body::StageJoined(said) = &entry.body else { return Cow::Borrowed(entry) };
    // A class has no name but its own, which everybody knows of the lesson.
    if said.class.is_some() {
        return Cow::Borrowed(entry);
    }
    let mut named = said.clone();
    named.name = roster.get(said.person).map(|known| known.name.clone());
    Cow::Owned(Entry { body: Body::StageJoined(named), ..entry.clone() })
}

/// Whether an entry travels on the socket as `entry`.
pub const fn is_control(entry: &Entry) -> bool {
    !matches!(entry.body, Body::DanmakuSent(_) | Body::PaceSet(_))
}

/// How an activity stands, for one role.
pub fn tally(state: &State, activity: ActivityId, role: Role) -> Option<Tally> {
    let (answered, counts, shown) = match state.polls.get(&activity) {
        Some(poll) => (poll.answered(), poll.counts(), poll.is_shown),
        None => {
            let quiz = state.quizzes.get(&activity)?;
            (quiz.answered(), quiz_counts(quiz), quiz.is_shown)
        }
    };
    let is_secret = state.polls.get(&activity).is_some_and(Poll::is_secret);
    let counts = (!is_secret && (shown || role == Role::Staff)).then_some(counts);
    Some(Tally { activity, answered, counts })
}

/// What the classes say of the pace, for staff.
pub fn paces(state: &State) -> Paces {
    let screens = classes::here(state);
    let here = u32::try_from(screens.len()).unwrap_or(u32::MAX);
    Paces { here, call_due_ms: classes::call_due_ms(state, &screens), ..state.classes.paces() }
}

/// How some classes stand, for staff.
pub fn standing(state: &State, wanted: &[ClassId]) -> Vec<ClassStanding> {
    classes::standing(state, wanted)
}

/// The room's state as one person may see it.
pub fn snapshot(state: &State, viewer: &Viewer) -> Snapshot {
    let skip = state.order.len().saturating_sub(limits::SNAPSHOT_ACTIVITIES);
    let activity = |id: &ActivityId| match state.polls.get(id) {
        Some(poll) => Some(ActivityView::Poll(poll_view(poll, viewer))),
        None => Some(ActivityView::Quiz(quiz_view(state.quizzes.get(id)?, viewer))),
    };
    Snapshot {
        seq: state.seq,
        state: state.stands,
        opened_utc: state.opened_utc,
        danmaku: state.danmaku,
        muted: state.muted.contains(&viewer.person),
        hands: state.hands.clone(),
        activities: state.order.iter().skip(skip).filter_map(activity).collect(),
        picks: state.picks.iter().cloned().collect(),
        announcements: state.announcements.iter().cloned().collect(),
        danmaku_latest: state.danmaku_latest.iter().cloned().collect(),
        media: state.media.clone(),
        shift_ms: state.shift_ms,
        recording: state.recording,
        surface: state.writing.page,
        surface_ms: state.writing.page_ms,
        writers: state.writing.writers().collect(),
        inked: state.writing.inked(),
        part: state.part,
        stages: stages(state, viewer),
        classes: state.classes.seen_by(viewer),
        paces: (viewer.role == Role::Staff).then(|| paces(state)).filter(Paces::has_any),
        people: if viewer.role == Role::Staff { people(state) } else { Vec::new() },
        presence: state.presence(),
    }
}

fn stages(state: &State, viewer: &Viewer) -> Vec<StageNow> {
    let name = |person| state.roster.get(person).map(|known| known.name.clone());
    let member = |one: &Member| StageMember {
        person: one.person,
        name: name(one.person).filter(|_| one.class.is_none()).unwrap_or_default(),
        role: one.role,
        class: one.class,
        seat: one.seat,
        may: one.may,
        on: one.on,
        since_ms: one.since_ms,
    };
    let sees = |one: &&Invited| viewer.role == Role::Staff || one.person == viewer.person;
    let invited = |one: &Invited| StageInvitation {
        person: one.person,
        may: one.may,
        until_ms: one.until_ms,
    };
    let now = |(stage, one): (StageId, &Stage)| StageNow {
        stage,
        seats: one.seats,
        members: one.members.iter().map(member).collect(),
        invited: one.invited.iter().filter(sees).map(invited).collect(),
    };
    state.stages.all().map(now).collect()
}

fn people(state: &State) -> Vec<RosterRow> {
    let row = |known: &crate::roster::RosterPerson| RosterRow {
        person: known.person,
        name: known.name.clone(),
        role: known.role,
        class: known.class,
        present: state.present.contains(&known.person),
        arrived_ms: state.arrived_ms.get(&known.person).copied(),
        muted: state.muted.contains(&known.person),
    };
    state.roster.people().iter().map(row).collect()
}

fn quiz_counts(quiz: &Quiz) -> Vec<Count> {
    let mut counts = quiz.counts();
    counts.truncate(limits::COUNTS_MAX);
    counts
}

fn answered_by<T>(given: &HashMap<PersonId, T>, viewer: &Viewer) -> Option<Vec<PersonId>> {
    let mut people: Vec<_> = given.keys().copied().collect();
    people.sort();
    (viewer.role == Role::Staff).then_some(people)
}

fn poll_view(poll: &Poll, viewer: &Viewer) -> PollView {
    let vote = poll.votes.get(&viewer.person);
    let opened = poll.opened.clone();
    let sees = !poll.is_secret() && (poll.is_shown || viewer.role == Role::Staff);
    PollView {
        activity: opened.activity,
        opened_ms: poll.opened_ms,
        stem: opened.stem,
        choices: opened.choices,
        multiple: opened.multiple,
        anonymous: opened.anonymous,
        is_open: poll.is_open,
        is_shown: poll.is_shown,
        voted: vote.is_some(),
        mine: vote.and_then(|vote| vote.choices.clone()),
        mine_ms: vote.map(|vote| vote.at_ms),
        answered: poll.answered(),
        answered_by: answered_by(&poll.votes, viewer),
        counts: sees.then(|| poll.counts()),
    }
}

fn quiz_view(quiz: &Quiz, viewer: &Viewer) -> QuizView {
    let sees = quiz.is_shown || viewer.role == Role::Staff;
    let given = quiz.given.get(&viewer.person);
    QuizView {
        activity: quiz.opened.activity,
        opened_ms: quiz.opened_ms,
        prompt: quiz.opened.prompt.clone(),
        limit_ms: quiz.limit_ms,
        grace_ms: quiz.opened.grace_ms,
        is_open: quiz.is_open(),
        is_shown: quiz.is_shown,
        mine: given.map(|given| given.answer.clone()),
        mine_ms: given.map(|given| given.at_ms),
        mine_late_by_network: given.is_some_and(|given| given.late_by_network),
        answered: quiz.answered(),
        answered_by: answered_by(&quiz.given, viewer),
        counts: sees.then(|| quiz_counts(quiz)),
        key: if sees { quiz.key.clone() } else { None },
        explanation: if sees { quiz.explanation.clone() } else { None },
    }
}
