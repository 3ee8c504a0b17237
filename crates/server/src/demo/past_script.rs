//! The finished lesson on made-up time: who came when, what was said, asked and answered.

use xingtan_base::ids::{ActivityId, PersonId};
use xingtan_item::question::{Choice, ChoicesKey, Key, Prompt, Question, QuestionKind, TextKey};
use xingtan_platform::ids::Ids;
use xingtan_room::entry::{Body, Entry};
use xingtan_room::input::Input;
use xingtan_room::message::{
    ClientMessage, ClosePoll, CloseQuiz, LowerHand, OpenPoll, OpenQuiz, RaiseHand, Role,
    SendDanmaku, ShowPoll, ShowQuiz, SubmitAnswer, Vote,
};
use xingtan_room::roster::Roster;

use super::answers;
use super::chance::Chance;
use super::script::{TRIANGLE, TRIANGLE_WORDS};

const SECOND: i64 = 1_000;

/// How long the lesson was open.
pub const LASTS_MS: i64 = 8 * 60 * SECOND;

/// Something that happens at a lesson time.
#[derive(Debug, Clone)]
pub struct Step {
    /// When.
    pub at_ms: i64,
    /// What.
    pub what: What,
}

/// What happens.
#[derive(Debug, Clone)]
pub enum What {
    /// It reaches the room as it is.
    Input(Box<Input>),
    /// The teacher opens the poll (0) or a quiz.
    Open(usize),
    /// A learner answers it.
    Answer(usize, PersonId),
    /// The teacher closes it.
    Close(usize),
    /// The teacher shows its result.
    Show(usize),
}

/// The lesson's course without its media, unsorted.
pub fn steps(roster: &Roster, ids: &Ids, chance: &mut Chance) -> Vec<Step> {
    let mut steps = Vec::new();
    let learners: Vec<PersonId> = roster
        .people()
        .iter()
        .filter(|person| person.role == Role::Learner)
        .map(|person| person.person)
        .collect();
    let here = arrivals(roster, &learners, chance, &mut steps);
    remarks(&here, ids, chance, &mut steps);
    for (activity, opens_s) in [(0, 55), (1, 175), (2, 330)] {
        ask(activity, opens_s * SECOND, &here, chance, &mut steps);
    }
    steps
}

fn input(at_ms: i64, input: Input) -> Step {
    Step { at_ms, what: What::Input(Box::new(input)) }
}

/// Two never come, one comes late, one leaves early; the teachers are there first.
fn arrivals(
    roster: &Roster,
    learners: &[PersonId],
    chance: &mut Chance,
    steps: &mut Vec<Step>,
) -> Vec<PersonId> {
    let staff = roster.people().iter().filter(|person| person.role == Role::Staff);
    let staff = staff.filter(|person| person.class.is_none()).take(1);
    steps.extend(staff.map(|one| input(200, Input::Connected { person: one.person })));
    let mut here = Vec::new();
    for (at, person) in learners.iter().copied().enumerate() {
        match at {
            5 | 20 => continue,
            11 => steps.push(input(150 * SECOND, Input::Connected { person })),
            _ => {
                let at_ms = 1_000 + i64::try_from(chance.below(38_000)).unwrap_or(0);
                steps.push(input(at_ms, Input::Connected { person }));
            }
        }
        if at == 14 {
            steps.push(input(300 * SECOND, Input::Disconnected { person }));
        } else if at != 11 {
            here.push(person);
        }
    }
    here
}

fn remarks(here: &[PersonId], ids: &Ids, chance: &mut Chance, steps: &mut Vec<Step>) {
    let mut at_ms = 44 * SECOND;
    while at_ms < LASTS_MS - 10 * SECOND {
        if let (Some(person), Some(text)) = (chance.of(here), chance.of(&TRIANGLE)) {
            let said = SendDanmaku { client_id: ids.next(), text: (*text).to_owned() };
            let message = ClientMessage::SendDanmaku(said);
            steps.push(input(at_ms, Input::Message { person: *person, message }));
        }
        at_ms += 1_500 + i64::try_from(chance.below(9_000)).unwrap_or(0);
    }
    for at_s in [120, 265, 410] {
        let Some(person) = chance.of(here).copied() else { return };
        let raise = ClientMessage::RaiseHand(RaiseHand { client_id: ids.next() });
        steps.push(input(at_s * SECOND, Input::Message { person, message: raise }));
        let lower = LowerHand { client_id: ids.next(), person: None };
        let message = ClientMessage::LowerHand(lower);
        steps.push(input((at_s + 25) * SECOND, Input::Message { person, message }));
    }
}

/// Opened, answered by most within half a minute, closed, shown.
fn ask(
    activity: usize,
    opens_ms: i64,
    here: &[PersonId],
    chance: &mut Chance,
    steps: &mut Vec<Step>,
) {
    steps.push(Step { at_ms: opens_ms, what: What::Open(activity) });
    for person in here {
        if chance.percent(93) {
            let thinks_ms = 3_000 + i64::try_from(chance.below(28_000)).unwrap_or(0);
            let what = What::Answer(activity, *person);
            steps.push(Step { at_ms: opens_ms + thinks_ms, what });
        }
    }
    let closes_ms = opens_ms + 40 * SECOND;
    steps.push(Step { at_ms: closes_ms, what: What::Close(activity) });
    steps.push(Step { at_ms: closes_ms + 4 * SECOND, what: What::Show(activity) });
}

fn choices(texts: &[(&str, &str)]) -> Vec<Choice> {
    let choice = |(id, text): &(&str, &str)| Choice { id: (*id).into(), text: (*text).into() };
    texts.iter().map(choice).collect()
}

fn question(activity: usize) -> Question {
    if activity == 1 {
        return Question {
            prompt: Prompt {
                kind: QuestionKind::Single,
                stem: "直角三角形的两条直角边是 3 和 4，斜边是多少？".into(),
                choices: choices(&[("a", "5"), ("b", "6"), ("c", "7"), ("d", "12")]),
                points: 2,
            },
            key: Some(Key::Choices(ChoicesKey { choices: vec!["a".into()] })),
            explanation: Some("3² + 4² = 25 = 5²。".into()),
        };
    }
    Question {
        prompt: Prompt {
            kind: QuestionKind::ShortText,
            stem: "三边是 5、12、13 的三角形，最大的角是多少度？".into(),
            choices: Vec::new(),
            points: 3,
        },
        key: Some(Key::Text(TextKey {
            accepted: vec!["90".into(), "90°".into(), "直角".into()]
        })),
        explanation: Some("25 + 144 = 169，所以是直角三角形。".into()),
    }
}

/// The teacher opens the poll or a quiz.
pub fn opening(activity: usize, ids: &Ids) -> ClientMessage {
    let client_id = ids.next();
    if activity > 0 {
        let question = question(activity);
        return ClientMessage::OpenQuiz(OpenQuiz { client_id, question, limit_ms: Some(60_000) });
    }
    ClientMessage::OpenPoll(OpenPoll {
        client_id,
        stem: "这个图形你见过吗？".into(),
        choices: choices(&[("a", "课本里见过"), ("b", "好像见过"), ("c", "第一次见")]),
        multiple: false,
        anonymous: false,
    })
}

/// What a learner answers.
pub fn answering(
    number: usize,
    activity: ActivityId,
    ids: &Ids,
    chance: &mut Chance,
) -> ClientMessage {
    let client_id = ids.next();
    if let ClientMessage::OpenPoll(poll) = opening(number, ids) {
        let choices = answers::vote(&poll.choices, chance);
        return ClientMessage::Vote(Vote { client_id, activity, choices });
    }
    let question = question(number);
    let answer = answers::answer(&question.prompt, question.key.as_ref(), &TRIANGLE_WORDS, chance);
    ClientMessage::SubmitAnswer(SubmitAnswer { client_id, activity, answer, pressed_at_ms: None })
}

/// The teacher closes it.
pub fn closing(number: usize, activity: ActivityId, ids: &Ids) -> ClientMessage {
    let client_id = ids.next();
    match number {
        0 => ClientMessage::ClosePoll(ClosePoll { client_id, activity }),
        _ => ClientMessage::CloseQuiz(CloseQuiz { client_id, activity }),
    }
}

/// The teacher shows its result.
pub fn showing(number: usize, activity: ActivityId, ids: &Ids) -> ClientMessage {
    let client_id = ids.next();
    match number {
        0 => ClientMessage::ShowPoll(ShowPoll { client_id, activity }),
        _ => ClientMessage::ShowQuiz(ShowQuiz { client_id, activity }),
    }
}

/// The activity that an entry opened.
pub fn opened(entry: &Entry) -> Option<ActivityId> {
    match &entry.body {
        Body::PollOpened(poll) => Some(poll.activity),
        Body::QuizOpened(quiz) => Some(quiz.activity),
        _ => None,
    }
}
