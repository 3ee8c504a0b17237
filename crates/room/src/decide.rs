//! What comes of an input.

use xingtan_base::ids::{ActivityId, ClientId, PersonId, uuid_v7};
use xingtan_item::normal::is_control;

use crate::entry::*;
use crate::input::{Decision, Draft, Input};
use crate::limits;
use crate::message::{ClientMessage, Danmaku, LessonState, Role, SendDanmaku, SetDanmaku};
use crate::refusal::Refusal;
use crate::roster::RosterPerson;
use crate::state::State;

/// Decides what comes of an input at lesson time `now_ms`; `random` picks people and makes ids.
///
/// # Errors
/// When the input is not allowed or makes no sense; nothing happened then.
pub fn decide(state: &State, input: Input, now_ms: i64, random: u64) -> Result<Decision, Refusal> {
    let at = At { now_ms: now_ms.max(state.last_ms), random };
    let mut decision = match input {
        Input::Message { person, message } => message_from(state, person, message, at)?,
        Input::Open { utc } => match state.stands {
            LessonState::Waiting => room(vec![Body::LessonOpened(LessonOpened { utc })]),
            LessonState::Open => return Err(Refusal::new("lesson.already_open")),
            LessonState::Closed => return Err(Refusal::new("lesson.closed")),
        },
        _ if state.stands == LessonState::Closed => return Err(Refusal::new("lesson.closed")),
        _ if state.stands == LessonState::Waiting => Decision::default(),
        Input::Close => close(state),
        Input::Tick => tick(state, at.now_ms),
        Input::Connected { person } => connected(state, person, true),
        Input::Disconnected { person } => connected(state, person, false),
        Input::MediaStarted(said) => crate::decide_media::started(state, said)?,
        Input::MediaAnchor(said) => crate::decide_media::anchor(state, said)?,
        Input::MediaStopped(said) => crate::decide_media::stopped(state, said),
        Input::Recording { state: new } if state.recording == Some(new) => Decision::default(),
        Input::Recording { state: new } => {
            room(vec![Body::RecordingChanged(RecordingChanged { state: new })])
        }
    };
    decision.at_ms = at.now_ms;
    Ok(decision)
}

/// When something is decided, and with what luck.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    pub(crate) now_ms: i64,
    pub(crate) random: u64,
}

/// Who sent a message, under which name of his own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct From<'a> {
    pub(crate) who: &'a RosterPerson,
    pub(crate) client_id: ClientId,
}

impl From<'_> {
    pub(crate) fn draft(&self, see: See, body: Body) -> Draft {
        let class = self.who.class;
        Draft { by: Some(self.who.person), class, client_id: Some(self.client_id), see, body }
    }

    pub(crate) fn one(&self, see: See, body: Body) -> Decision {
        Decision { entries: vec![self.draft(see, body)], ..Decision::default() }
    }
}

pub(crate) fn room(bodies: Vec<Body>) -> Decision {
    let draft = |body| {
        let staff = matches!(body, Body::QuizJudged(_) | Body::QuizKeyed(_));
        let see = if staff { See::Staff } else { See::Everyone };
        Draft { by: None, class: None, client_id: None, see, body }
    };
    Decision { entries: bodies.into_iter().map(draft).collect(), ..Decision::default() }
}

pub(crate) fn new_activity(state: &State, at: At) -> ActivityId {
    let [a, b, c, d, e, f, g, h] = at.random.to_be_bytes();
    let [_, _, y, z] = state.seq.to_be_bytes();
    let utc = state.opened_utc.map_or(at.now_ms, |utc| utc.plus_ms(at.now_ms).0);
    ActivityId::from_uuid(uuid_v7(utc, [a, b, c, d, e, f, g, h, y, z]))
}

fn media_stopped(state: &State) -> Option<Body> {
    Some(Body::MediaStopped(MediaStopped { run: state.media.as_ref()?.run }))
}

fn close(state: &State) -> Decision {
    let mut bodies = crate::decide_activities::close_all(state);
    bodies.extend(media_stopped(state));
    bodies.push(Body::LessonClosed(LessonClosed {}));
    room(bodies)
}

fn tick(state: &State, now_ms: i64) -> Decision {
    let mut decision = crate::decide_activities::tick(state, now_ms);
    decision.entries.extend(crate::stage::tick(state, now_ms));
    decision.entries.extend(crate::classes::tick(state, now_ms));
    decision
}

fn connected(state: &State, person: PersonId, here: bool) -> Decision {
    let Some(who) = state.roster.get(person) else { return Decision::default() };
    if state.present.contains(&person) == here {
        return Decision::default();
    }
    let body =
        if here { Body::PersonArrived(PersonArrived {}) } else { Body::PersonLeft(PersonLeft {}) };
    let draft =
        |see, body| Draft { by: Some(person), class: who.class, client_id: None, see, body };
    let mut entries = vec![draft(See::Staff, body)];
    // Nobody can be called on who is not there.
    if !here && state.hands.iter().any(|hand| hand.person == person) {
        entries.push(draft(See::Everyone, Body::HandLowered(HandLowered { person })));
    }
    if !here {
        entries.extend(crate::stage::gone(state, person));
    }
    Decision { entries, ..Decision::default() }
}

fn message_from(
    state: &State,
    person: PersonId,
    message: ClientMessage,
    at: At,
) -> Result<Decision, Refusal> {
    let who = state.roster.get(person).ok_or(Refusal::new("room.not_on_roster"))?;
    let (client_id, needs) = rules(&message).ok_or(Refusal::new("message.unexpected"))?;
    let from = From { who, client_id };
    // Before anything else: a retry is answered as the first time, also when the lesson has ended
    // or the rules have changed since.
    let done = state.seq_of(person, client_id);
    if let Some(seq) = done.or_else(|| crate::decide_activities::done_before(state, from, &message))
    {
        return Ok(Decision { already: Some(seq), ..Decision::default() });
    }
    match state.stands {
        LessonState::Waiting => return Err(Refusal::new("lesson.not_open")),
        LessonState::Closed => return Err(Refusal::new("lesson.closed")),
        LessonState::Open => {}
    }
    match needs {
        Some(Role::Staff) if who.role != Role::Staff => {
            return Err(Refusal::new("role.staff_only"));
        }
        Some(Role::Learner) if who.role != Role::Learner => {
            return Err(Refusal::new("role.learners_only"));
        }
        _ if who.role == Role::Classroom && !may_screen(&message) => {
            return Err(Refusal::new("role.screen_only_shows"));
        }
        _ => {}
    }
    message_of(state, from, message, at)
}

/// What comes of a message that its sender may send.
fn message_of(
    state: &State,
    from: From<'_>,
    message: ClientMessage,
    at: At,
) -> Result<Decision, Refusal> {
    let person = from.who.person;
    match message {
        ClientMessage::SendDanmaku(said) => danmaku(state, from, said, at.now_ms),
        ClientMessage::SetDanmaku(said) => set_danmaku(from, &said),
        ClientMessage::ClearDanmaku(_) => {
            Ok(from.one(See::Everyone, Body::DanmakuCleared(DanmakuCleared {})))
        }
        ClientMessage::MutePerson(said) => {
            state.roster.get(said.person).ok_or(Refusal::new("person.unknown"))?;
            let body = PersonMuted { person: said.person, muted: said.muted };
            let see = See::Person(SeePerson { person: said.person });
            Ok(from.one(see, Body::PersonMuted(body)))
        }
        ClientMessage::RaiseHand(_) => {
            if state.hands.iter().any(|hand| hand.person == person) {
                return Err(Refusal::new("hand.already_raised"));
            }
            Ok(from.one(See::Everyone, Body::HandRaised(HandRaised {})))
        }
        ClientMessage::LowerHand(said) => lower_hand(state, from, said.person),
        ClientMessage::LowerAllHands(_) => {
            let mut decision = from.one(See::Everyone, Body::HandsLowered(HandsLowered {}));
            let hands = state.hands.iter().map(|hand| hand.person);
            decision.entries.extend(hands.flat_map(|one| crate::stage::put_down(state, one)));
            Ok(decision)
        }
        ClientMessage::PostAnnouncement(said) => {
            let text = line(&said.text, limits::ANNOUNCEMENT_CHARS_MAX, "announcement")?;
            let body = Body::AnnouncementPosted(AnnouncementPosted { text });
            Ok(from.one(See::Everyone, body))
        }
        ClientMessage::ShiftMedia(said) => {
            if said.shift_ms.unsigned_abs() > limits::SHIFT_MS_MAX.unsigned_abs() {
                return Err(Refusal::new("media.shift_out_of_range"));
            }
            let body = MediaShifted { shift_ms: said.shift_ms };
            Ok(from.one(See::Everyone, Body::MediaShifted(body)))
        }
        ClientMessage::TurnPage(said) => crate::decide_ink::turn_page(state, from, said.surface),
        ClientMessage::LetWrite(said) => crate::decide_ink::let_write(state, from, &said),
        ClientMessage::Draw(said) => crate::decide_ink::draw(state, from, said.op),
        ClientMessage::PlayPart(said) => crate::decide_parts::play(from, &said),
        ClientMessage::HoldPart(said) => crate::decide_parts::hold(state, from, &said),
        other => crate::classes::message(state, from, other, at),
    }
}

/// What the screen of a class may say for its class.
const fn may_screen(message: &ClientMessage) -> bool {
    use ClientMessage as M;
    matches!(message, M::HoldClass(_) | M::CatchUp(_) | M::GoLive(_) | M::SetPace(_))
        || matches!(message, M::DismissClass(_) | M::SpeakForClass(_) | M::SetOnStage(_))
}

fn rules(message: &ClientMessage) -> Option<(ClientId, Option<Role>)> {
    use ClientMessage as M;
    let (staff, learner) = (Some(Role::Staff), Some(Role::Learner));
    Some(match message {
        M::Hello(_) | M::Ping(_) => return None,
        M::SendDanmaku(m) => (m.client_id, None),
        M::RaiseHand(m) => (m.client_id, learner),
        M::LowerHand(m) => (m.client_id, None),
        M::Vote(m) => (m.client_id, learner),
        M::SubmitAnswer(m) => (m.client_id, learner),
        M::LowerAllHands(m) => (m.client_id, staff),
        M::OpenPoll(m) => (m.client_id, staff),
        M::ClosePoll(m) => (m.client_id, staff),
        M::ShowPoll(m) => (m.client_id, staff),
        M::OpenQuiz(m) => (m.client_id, staff),
        M::ExtendQuiz(m) => (m.client_id, staff),
        M::CloseQuiz(m) => (m.client_id, staff),
        M::ShowQuiz(m) => (m.client_id, staff),
        M::PickPerson(m) => (m.client_id, staff),
        M::PostAnnouncement(m) => (m.client_id, staff),
        M::SetDanmaku(m) => (m.client_id, staff),
        M::ClearDanmaku(m) => (m.client_id, staff),
        M::MutePerson(m) => (m.client_id, staff),
        M::ShiftMedia(m) => (m.client_id, staff),
        M::TurnPage(m) => (m.client_id, staff),
        M::LetWrite(m) => (m.client_id, staff),
        M::Draw(m) => (m.client_id, None),
        M::PlayPart(m) => (m.client_id, staff),
        M::HoldPart(m) => (m.client_id, staff),
        M::SetStage(m) => (m.client_id, staff),
        M::InviteToStage(m) => (m.client_id, staff),
        M::WithdrawInvitation(m) => (m.client_id, staff),
        M::AcceptInvitation(m) => (m.client_id, None),
        M::DeclineInvitation(m) => (m.client_id, None),
        M::JoinStage(m) => (m.client_id, staff),
        M::LeaveStage(m) => (m.client_id, None),
        M::LowerFromStage(m) => (m.client_id, staff),
        M::ClearStage(m) => (m.client_id, staff),
        M::MuteOnStage(m) => (m.client_id, staff),
        M::MuteStage(m) => (m.client_id, staff),
        M::AskToUnmute(m) => (m.client_id, staff),
        M::SetOnStage(m) => (m.client_id, None),
        M::HoldClass(m) => (m.client_id, None),
        M::CatchUp(m) => (m.client_id, None),
        M::GoLive(m) => (m.client_id, None),
        M::SetPace(m) => (m.client_id, None),
        M::CallClass(m) => (m.client_id, staff),
        M::DismissClass(m) => (m.client_id, None),
        M::SpeakForClass(m) => (m.client_id, None),
        M::CollectAnswers(m) => (m.client_id, staff),
    })
}

fn line(text: &str, chars_max: usize, what: &str) -> Result<String, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new("text.empty").detail(what));
    }
    if text.chars().count() > chars_max {
        return Err(Refusal::new("text.too_long").detail(format!("{what}: at most {chars_max}")));
    }
    if text.chars().any(is_control) {
        return Err(Refusal::new("text.control_characters").detail(what));
    }
    Ok(text.to_owned())
}

fn danmaku(
    state: &State,
    from: From<'_>,
    said: SendDanmaku,
    now_ms: i64,
) -> Result<Decision, Refusal> {
    let person = from.who.person;
    let text = line(&said.text, limits::DANMAKU_CHARS_MAX, "danmaku")?;
    if from.who.role == Role::Learner {
        if !state.danmaku.on {
            return Err(Refusal::new("danmaku.off"));
        }
        if state.muted.contains(&person) {
            return Err(Refusal::new("danmaku.muted"));
        }
        if let Some(last_ms) = state.danmaku_last_ms.get(&person) {
            let wait = last_ms.saturating_add(i64::from(state.danmaku.slow_ms)) - now_ms;
            if wait > 0 {
                return Err(Refusal::new("danmaku.too_fast").retry_after_ms(wait));
            }
        }
    }
    let name = from.who.name.clone();
    let mut decision =
        from.one(See::Everyone, Body::DanmakuSent(DanmakuSent { text: text.clone() }));
    decision.crowd.push(Danmaku { person, name, text, at_ms: now_ms });
    Ok(decision)
}

fn set_danmaku(from: From<'_>, said: &SetDanmaku) -> Result<Decision, Refusal> {
    if said.slow_ms > limits::SLOW_MS_MAX {
        return Err(Refusal::new("danmaku.slow_out_of_range"));
    }
    let body = DanmakuSet { on: said.on, slow_ms: said.slow_ms };
    Ok(from.one(See::Everyone, Body::DanmakuSet(body)))
}

fn lower_hand(
    state: &State,
    from: From<'_>,
    person: Option<PersonId>,
) -> Result<Decision, Refusal> {
    let person = person.unwrap_or(from.who.person);
    if person != from.who.person && from.who.role != Role::Staff {
        return Err(Refusal::new("role.staff_only"));
    }
    if !state.hands.iter().any(|hand| hand.person == person) {
        return Err(Refusal::new("hand.not_raised"));
    }
    let mut decision = from.one(See::Everyone, Body::HandLowered(HandLowered { person }));
    decision.entries.extend(crate::stage::put_down(state, person));
    Ok(decision)
}
