//! Polls, quizzes and picks.

use xingtan_base::ids::{ActivityId, ClassId, ClientId};
use xingtan_item::judge::{check_choices, choice_keys};
use xingtan_item::validate::{QuestionFault, validate_poll};

use crate::decide::{At, From, new_activity, room};
use crate::entry::*;
use crate::input::{Ballot, Decision};
use crate::limits;
use crate::message::{ClientMessage, OpenPoll, OpenQuiz, PickPerson, Role, SubmitAnswer, Vote};
use crate::poll::Poll;
use crate::quiz::Quiz;
use crate::refusal::Refusal;
use crate::state::State;

type Decided = Result<Decision, Refusal>;

/// The entry that a message has brought about before, as far as activities remember it.
pub(crate) fn done_before(state: &State, from: From<'_>, said: &ClientMessage) -> Option<u32> {
    let person = from.who.person;
    match said {
        ClientMessage::Vote(said) => {
            let vote = state.polls.get(&said.activity)?.votes.get(&person)?;
            (vote.client_id == Some(from.client_id)).then_some(vote.seq)
        }
        ClientMessage::SubmitAnswer(said) => {
            let given = state.quizzes.get(&said.activity)?.given.get(&person)?;
            let same = |(id, _): &&(ClientId, u32)| *id == from.client_id;
            given.messages.iter().find(same).map(|(_, seq)| *seq)
        }
        ClientMessage::CollectAnswers(said) => crate::classes::done_before(state, from, said),
        _ => None,
    }
}

pub(crate) fn message(state: &State, from: From<'_>, said: ClientMessage, at: At) -> Decided {
    let bodies = match said {
        ClientMessage::OpenPoll(said) => return open_poll(state, from, said, at),
        ClientMessage::OpenQuiz(said) => return open_quiz(state, from, said, at),
        ClientMessage::Vote(said) => return vote(state, from, said),
        ClientMessage::SubmitAnswer(said) => return answer(state, from, said, at.now_ms),
        ClientMessage::PickPerson(said) => return pick(state, from, &said, at.random),
        ClientMessage::ClosePoll(said) => {
            let poll = poll(state, said.activity)?;
            if !poll.is_open {
                return Err(Refusal::new("poll.closed"));
            }
            poll_closed(poll)
        }
        ClientMessage::ShowPoll(said) => {
            let poll = poll(state, said.activity)?;
            match poll.shown {
                Some((seq, answered)) if answered == poll.answered() => return Ok(already(seq)),
                _ if poll.is_secret() => {
                    let mut bodies = poll_closed(poll);
                    bodies.push(poll_shown(poll));
                    bodies
                }
                _ => vec![poll_shown(poll)],
            }
        }
        ClientMessage::ExtendQuiz(said) => {
            let quiz = quiz(state, said.activity)?;
            if !(limits::ADD_MS_MIN..=limits::ADD_MS_MAX).contains(&said.add_ms) {
                return Err(Refusal::new("quiz.add_out_of_range"));
            }
            let limit_ms = quiz.limit_ms.ok_or(Refusal::new("quiz.untimed"))?;
            if limit_ms.saturating_add(said.add_ms) > limits::LIMIT_MS_MAX {
                return Err(Refusal::new("quiz.limit_out_of_range"));
            }
            if !quiz.is_open() {
                return Err(Refusal::new("quiz.closed"));
            }
            let body = QuizExtended { activity: said.activity, add_ms: said.add_ms };
            vec![Body::QuizExtended(body)]
        }
        ClientMessage::CloseQuiz(said) => {
            let quiz = quiz(state, said.activity)?;
            if !quiz.is_open() {
                return Err(Refusal::new("quiz.closed"));
            }
            vec![quiz_closed(quiz)]
        }
        ClientMessage::ShowQuiz(said) => {
            let quiz = quiz(state, said.activity)?;
            if let Some(seq) = quiz.shown_seq {
                return Ok(already(seq));
            }
            let mut bodies = finish(quiz);
            bodies.push(quiz_shown(quiz));
            bodies
        }
        _ => return Err(Refusal::new("message.unexpected")),
    };
    Ok(signed(from, bodies))
}

/// Closes timed quizzes whose grace is over, and judges those closed by hand.
pub(crate) fn tick(state: &State, now_ms: i64) -> Decision {
    let due = |quiz: &&Quiz| quiz.grace_end_ms().is_some_and(|end| now_ms > end);
    let quizzes = state.unjudged.keys().filter_map(|id| state.quizzes.get(id));
    let mut bodies: Vec<Body> = quizzes.filter(due).flat_map(finish).collect();
    let late = state.order.iter().filter_map(|id| state.quizzes.get(id));
    let late = late.filter(|quiz| crate::classes::is_to_be_judged_again(state, quiz, now_ms));
    bodies.extend(late.flat_map(judged_again));
    room(bodies)
}

pub(crate) fn close_all(state: &State) -> Vec<Body> {
    let mut bodies = Vec::new();
    for id in &state.order {
        if let Some(poll) = state.polls.get(id).filter(|poll| poll.is_open) {
            bodies.extend(poll_closed(poll));
        }
        let quiz = state.quizzes.get(id);
        bodies.extend(quiz.map(finish).unwrap_or_default());
        bodies.extend(quiz.filter(|quiz| quiz.has_late).map(judged_again).unwrap_or_default());
    }
    bodies
}

fn signed(from: From<'_>, bodies: Vec<Body>) -> Decision {
    let mut decision = room(bodies);
    for draft in &mut decision.entries {
        draft.by = Some(from.who.person);
        draft.client_id = Some(from.client_id);
    }
    decision
}

/// It stands already as the message asks; nothing new is written.
fn already(seq: u32) -> Decision {
    Decision { already: Some(seq), ..Decision::default() }
}

fn poll(state: &State, activity: ActivityId) -> Result<&Poll, Refusal> {
    state.polls.get(&activity).ok_or(Refusal::new("poll.unknown"))
}

fn quiz(state: &State, activity: ActivityId) -> Result<&Quiz, Refusal> {
    state.quizzes.get(&activity).ok_or(Refusal::new("quiz.unknown"))
}

fn room_for_one_more(state: &State) -> Result<(), Refusal> {
    let polls = state.polls.values().filter(|poll| poll.is_open).count();
    let quizzes = state.quizzes.values().filter(|quiz| quiz.is_open()).count();
    if polls + quizzes >= limits::OPEN_ACTIVITIES_MAX {
        return Err(Refusal::new("activity.too_many_open"));
    }
    if state.order.len() >= limits::ACTIVITIES_MAX {
        return Err(Refusal::new("activity.too_many"));
    }
    Ok(())
}

fn faulty(code: &'static str, faults: &[QuestionFault]) -> Refusal {
    let said: Vec<_> = faults.iter().map(|f| format!("{}: {}", f.field, f.code)).collect();
    Refusal::new(code).detail(said.join(", "))
}

fn open_poll(state: &State, from: From<'_>, said: OpenPoll, at: At) -> Decided {
    validate_poll(&said.stem, &said.choices).map_err(|f| faulty("poll.invalid", &f))?;
    room_for_one_more(state)?;
    let OpenPoll { stem, choices, multiple, anonymous, .. } = said;
    let activity = new_activity(state, at);
    let body = PollOpened { activity, stem, choices, multiple, anonymous };
    Ok(signed(from, vec![Body::PollOpened(body)]))
}

fn open_quiz(state: &State, from: From<'_>, said: OpenQuiz, at: At) -> Decided {
    said.question.validate().map_err(|f| faulty("quiz.invalid", &f))?;
    let range = limits::LIMIT_MS_MIN..=limits::LIMIT_MS_MAX;
    if said.limit_ms.is_some_and(|limit| !range.contains(&limit)) {
        return Err(Refusal::new("quiz.limit_out_of_range"));
    }
    room_for_one_more(state)?;
    let activity = new_activity(state, at);
    let (prompt, limit_ms, grace_ms) = (said.question.prompt, said.limit_ms, limits::GRACE_MS);
    let opened = QuizOpened { activity, prompt, limit_ms, grace_ms };
    let (key, explanation) = (said.question.key, said.question.explanation);
    let keyed = QuizKeyed { activity, key, explanation };
    Ok(signed(from, vec![Body::QuizOpened(opened), Body::QuizKeyed(keyed)]))
}

fn vote(state: &State, from: From<'_>, said: Vote) -> Decided {
    let poll = poll(state, said.activity)?;
    let person = from.who.person;
    if poll.votes.contains_key(&person) {
        return Err(Refusal::new("poll.already_voted"));
    }
    if !poll.is_open {
        return Err(Refusal::new("poll.closed"));
    }
    check_choices(&poll.opened.choices, poll.opened.multiple, &said.choices)
        .map_err(|error| Refusal::new(error.code()))?;
    let Vote { activity, choices, .. } = said;
    let anonymous = poll.opened.anonymous;
    let open = if anonymous { None } else { Some(choices.clone()) };
    let body = Body::PollVoted(PollVoted { activity, choices: open });
    let mut decision = from.one(See::Person(SeePerson { person }), body);
    if anonymous {
        decision.ballots.push(Ballot { activity, choices });
    }
    Ok(decision)
}

fn answer(state: &State, from: From<'_>, said: SubmitAnswer, now_ms: i64) -> Decided {
    let quiz = quiz(state, said.activity)?;
    let person = from.who.person;
    let changes = quiz.given.get(&person).map_or(0, |given| given.messages.len());
    if changes >= limits::ANSWER_CHANGES_MAX {
        return Err(Refusal::new("quiz.too_many_changes"));
    }
    choice_keys(&quiz.opened.prompt, &said.answer).map_err(|e| Refusal::new(e.code()))?;
    let when = when_answered(state, quiz, from.who.class, (said.pressed_at_ms, now_ms))?;
    let SubmitAnswer { activity, answer, .. } = said;
    let When { late_by_network, class_ms } = when;
    let body = QuizAnswered { activity, answer, late_by_network, class_ms, collected_by: None };
    Ok(from.one(See::Person(SeePerson { person }), Body::QuizAnswered(body)))
}

/// How an answer stands to the time of its quiz.
pub(crate) struct When {
    pub(crate) late_by_network: bool,
    /// The time of a class that is behind, when only by that it is in time.
    pub(crate) class_ms: Option<i64>,
}

/// Whether an answer comes in time: by the lesson's clock, or by that of a class behind it.
pub(crate) fn when_answered(
    state: &State,
    quiz: &Quiz,
    class: Option<ClassId>,
    (pressed_at_ms, now_ms): (Option<i64>, i64),
) -> Result<When, Refusal> {
    let end_ms = quiz.end_ms().unwrap_or(i64::MAX);
    let grace_ms = i64::from(quiz.opened.grace_ms);
    if quiz.is_open() && now_ms <= end_ms {
        return Ok(When { late_by_network: false, class_ms: None });
    }
    let in_time = |pressed: i64| {
        pressed <= end_ms && pressed >= quiz.opened_ms && pressed.saturating_add(grace_ms) >= now_ms
    };
    let arrived = now_ms <= end_ms.saturating_add(grace_ms);
    if !quiz.is_judged && arrived && pressed_at_ms.is_some_and(in_time) {
        return Ok(When { late_by_network: true, class_ms: None });
    }
    let class_ms = state.classes.clock(class, now_ms);
    let its_time = quiz.opened_ms..=end_ms.saturating_add(grace_ms);
    match class_ms {
        Some(ms) if its_time.contains(&ms) => Ok(When { late_by_network: false, class_ms }),
        _ => Err(Refusal::new("quiz.closed")),
    }
}

fn pick(state: &State, from: From<'_>, said: &PickPerson, random: u64) -> Decided {
    let times = |person| state.picked.get(&person).copied().unwrap_or(0);
    let may = |known: &&crate::roster::RosterPerson| {
        known.role == Role::Learner
            && state.present.contains(&known.person)
            && (said.class.is_none() || known.class == said.class)
    };
    let here: Vec<_> = state.roster.people().iter().filter(may).map(|k| k.person).collect();
    let least = here.iter().map(|person| times(*person)).min();
    let fair: Vec<_> = here.into_iter().filter(|p| Some(times(*p)) == least).collect();
    let place = random.checked_rem(u64::try_from(fair.len()).unwrap_or(0)).unwrap_or(0);
    let person = usize::try_from(place).ok().and_then(|place| fair.get(place)).copied();
    let person = person.ok_or(Refusal::new("pick.nobody_here"))?;
    Ok(from.one(See::Everyone, Body::PickMade(PickMade { person })))
}

/// A poll shown before its end is shown again with its final counts.
fn poll_closed(poll: &Poll) -> Vec<Body> {
    let (activity, counts, answered) = (poll.opened.activity, Some(poll.counts()), poll.answered());
    let mut bodies = vec![Body::PollClosed(PollClosed { activity, counts, answered })];
    if poll.is_shown {
        bodies.push(poll_shown(poll));
    }
    bodies
}

fn poll_shown(poll: &Poll) -> Body {
    let (activity, counts, answered) = (poll.opened.activity, poll.counts(), poll.answered());
    Body::PollShown(PollShown { activity, counts, answered })
}

fn quiz_closed(quiz: &Quiz) -> Body {
    Body::QuizClosed(QuizClosed { activity: quiz.opened.activity, answered: quiz.answered() })
}

/// What still has to happen until a quiz's results are final.
fn finish(quiz: &Quiz) -> Vec<Body> {
    let mut bodies = Vec::new();
    if quiz.is_open() {
        bodies.push(quiz_closed(quiz));
    }
    if !quiz.is_judged {
        bodies.push(quiz_judged(quiz));
    }
    bodies
}

/// The results with the answers of classes that were behind.
fn judged_again(quiz: &Quiz) -> Vec<Body> {
    let mut bodies = vec![quiz_judged(quiz)];
    if quiz.is_shown {
        bodies.push(quiz_shown(quiz));
    }
    bodies
}

fn quiz_judged(quiz: &Quiz) -> Body {
    let (activity, counts, results) = (quiz.opened.activity, quiz.counts(), quiz.results());
    Body::QuizJudged(QuizJudged { activity, counts, results })
}

fn quiz_shown(quiz: &Quiz) -> Body {
    Body::QuizShown(QuizShown {
        activity: quiz.opened.activity,
        key: quiz.key.clone(),
        explanation: quiz.explanation.clone(),
        counts: quiz.counts(),
        answered: quiz.answered(),
    })
}
