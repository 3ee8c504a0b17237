//! A room's state: the fold of its entries.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ActivityId, ClientId, LessonId, PersonId};

use crate::classes::Classes;
use crate::entry::{Body, Entry, RecordingState};
use crate::input::Ballot;
use crate::limits;
use crate::memory::Memory;
use crate::message::{
    Announcement, Danmaku, DanmakuRules, Hand, LessonState, MediaNow, PartNow, Pick, Presence, Role,
};
use crate::poll::{Poll, Vote};
use crate::quiz::Quiz;
use crate::roster::{Roster, RosterPerson};
use crate::stage::{Member, StageId, Stages};
use crate::writing::Writing;

/// An entry did not follow the last one; nothing was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entry {got} cannot follow entry {last}")]
pub struct OutOfOrder {
    /// The last entry applied.
    pub last: u32,
    /// The entry that was offered.
    pub got: u32,
}

/// A room's state. Only [`State::apply`] and [`State::apply_ballot`] change what is folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    pub(crate) lesson: LessonId,
    pub(crate) roster: Roster,
    pub(crate) seq: u32,
    pub(crate) last_ms: i64,
    pub(crate) stands: LessonState,
    pub(crate) opened_utc: Option<UtcMs>,
    pub(crate) danmaku: DanmakuRules,
    pub(crate) danmaku_latest: VecDeque<Danmaku>,
    pub(crate) danmaku_last_ms: HashMap<PersonId, i64>,
    pub(crate) muted: HashSet<PersonId>,
    pub(crate) hands: Vec<Hand>,
    pub(crate) present: HashSet<PersonId>,
    pub(crate) learners_here: u32,
    pub(crate) arrived_ms: HashMap<PersonId, i64>,
    pub(crate) order: Vec<ActivityId>,
    pub(crate) polls: HashMap<ActivityId, Poll>,
    pub(crate) quizzes: HashMap<ActivityId, Quiz>,
    /// Quizzes without a final result, by id.
    pub(crate) unjudged: BTreeMap<ActivityId, ()>,
    pub(crate) picked: HashMap<PersonId, u32>,
    pub(crate) picks: VecDeque<Pick>,
    pub(crate) announcements: VecDeque<Announcement>,
    pub(crate) media: Option<MediaNow>,
    /// The highest run so far.
    pub(crate) media_run: u32,
    pub(crate) anchors: u32,
    pub(crate) shift_ms: i32,
    pub(crate) recording: Option<RecordingState>,
    pub(crate) writing: Writing,
    pub(crate) part: Option<PartNow>,
    pub(crate) stages: Stages,
    pub(crate) classes: Classes,
    sent: Memory,
    done: Memory,
}

impl State {
    /// A room that waits for its teacher.
    pub fn new(lesson: LessonId, roster: Roster) -> Self {
        Self {
            lesson,
            roster,
            seq: 0,
            last_ms: 0,
            stands: LessonState::Waiting,
            opened_utc: None,
            danmaku: DanmakuRules { on: true, slow_ms: 0 },
            danmaku_latest: VecDeque::new(),
            danmaku_last_ms: HashMap::new(),
            muted: HashSet::new(),
            hands: Vec::new(),
            present: HashSet::new(),
            learners_here: 0,
            arrived_ms: HashMap::new(),
            order: Vec::new(),
            polls: HashMap::new(),
            quizzes: HashMap::new(),
            unjudged: BTreeMap::new(),
            picked: HashMap::new(),
            picks: VecDeque::new(),
            announcements: VecDeque::new(),
            media: None,
            media_run: 0,
            anchors: 0,
            shift_ms: 0,
            recording: None,
            writing: Writing::default(),
            part: None,
            stages: Stages::default(),
            classes: Classes::default(),
            sent: Memory::new(limits::DANMAKU_IDS_MAX),
            done: Memory::new(limits::CLIENT_IDS_MAX),
        }
    }

    /// The lesson.
    pub const fn lesson(&self) -> LessonId {
        self.lesson
    }
    /// The last entry applied; 0 when there is none.
    pub const fn seq(&self) -> u32 {
        self.seq
    }
    /// Lesson time of the last entry.
    pub const fn last_ms(&self) -> i64 {
        self.last_ms
    }
    /// Whether the lesson waits, goes on or is over.
    pub const fn stands(&self) -> LessonState {
        self.stands
    }
    /// UTC at lesson time zero.
    pub const fn opened_utc(&self) -> Option<UtcMs> {
        self.opened_utc
    }
    /// Who is here, in no order.
    pub fn present(&self) -> impl Iterator<Item = PersonId> + '_ {
        self.present.iter().copied()
    }
    /// How many learners are here and expected.
    pub const fn presence(&self) -> Presence {
        Presence { here: self.learners_here, expected: self.roster.learners() }
    }
    /// The people of the lesson.
    pub const fn roster(&self) -> &Roster {
        &self.roster
    }
    /// Lets a person in who was not on the roster before, as an administrator.
    pub fn admit(&mut self, person: RosterPerson) {
        self.roster.admit(person);
    }
    /// Puts other people in the place of those known so far, as the calendar says. What the log
    /// says of people who are not among them stays.
    pub fn replace_roster(&mut self, roster: Roster) {
        self.roster = roster;
        let here = self.present.iter().filter(|person| self.is_learner(**person)).count();
        self.learners_here = u32::try_from(here).unwrap_or(u32::MAX);
    }
    /// What is being published, by the log. After a restart it names a run whose publisher went
    /// with the server: feed its `MediaStopped`.
    pub const fn media(&self) -> Option<&MediaNow> {
        self.media.as_ref()
    }
    /// The highest run so far; the next one must be higher.
    pub const fn media_run(&self) -> u32 {
        self.media_run
    }
    /// Whether a person may draw: staff always, a learner while he is let.
    pub fn may_write(&self, person: PersonId) -> bool {
        let role = self.roster.get(person).map(|known| known.role);
        role.is_some_and(|role| role == Role::Staff || self.writing.is_let(person))
    }
    /// When [`crate::input::Input::Tick`] has something to do next, lesson time.
    pub fn due_ms(&self) -> Option<i64> {
        let quizzes = self.unjudged.keys().filter_map(|id| self.quizzes.get(id)?.grace_end_ms());
        quizzes.chain(self.stages.due_ms()).chain(self.classes.due_ms()).min()
    }
    /// Who is on which stage, in the order of stages and seats.
    pub fn on_stages(&self) -> impl Iterator<Item = (StageId, &Member)> {
        self.stages.all().flat_map(|(id, stage)| stage.members.iter().map(move |one| (id, one)))
    }

    pub(crate) fn seq_of(&self, person: PersonId, client_id: ClientId) -> Option<u32> {
        let key = (person, client_id);
        self.done.seq_of(key).or_else(|| self.sent.seq_of(key))
    }

    /// Counts an anonymous vote's choices.
    pub fn apply_ballot(&mut self, ballot: &Ballot) {
        if let Some(poll) = self.polls.get_mut(&ballot.activity) {
            poll.count(&ballot.choices);
        }
    }

    /// Folds the next entry.
    ///
    /// # Errors
    /// When it does not follow the last one.
    pub fn apply(&mut self, entry: &Entry) -> Result<(), OutOfOrder> {
        if self.seq.checked_add(1) != Some(entry.seq) {
            return Err(OutOfOrder { last: self.seq, got: entry.seq });
        }
        self.seq = entry.seq;
        self.last_ms = self.last_ms.max(entry.at_ms);
        if let (Some(by), Some(client_id)) = (entry.by, entry.client_id) {
            let danmaku = matches!(entry.body, Body::DanmakuSent(_));
            let memory = if danmaku { &mut self.sent } else { &mut self.done };
            memory.keep((by, client_id), entry.seq);
        }
        self.fold_lesson(entry);
        self.fold_people(entry);
        self.fold_poll(entry);
        self.fold_quiz(entry);
        self.writing.fold(entry);
        self.part = crate::decide_parts::folded(self.part, entry);
        self.stages.fold(entry);
        self.classes.fold(entry);
        Ok(())
    }

    fn fold_lesson(&mut self, entry: &Entry) {
        match &entry.body {
            Body::LessonOpened(said) => {
                self.stands = LessonState::Open;
                self.opened_utc = Some(said.utc);
            }
            Body::LessonClosed(_) => {
                self.stands = LessonState::Closed;
                self.hands.clear();
                self.media = None;
            }
            Body::DanmakuSet(said) => {
                self.danmaku = DanmakuRules { on: said.on, slow_ms: said.slow_ms };
            }
            Body::DanmakuCleared(_) => self.danmaku_latest.clear(),
            Body::AnnouncementPosted(said) => {
                let item = Announcement { text: said.text.clone(), at_ms: entry.at_ms };
                push_recent(&mut self.announcements, item, limits::SNAPSHOT_RECENT);
            }
            Body::PickMade(said) => {
                *self.picked.entry(said.person).or_default() += 1;
                let pick = Pick { person: said.person, at_ms: entry.at_ms };
                push_recent(&mut self.picks, pick, limits::SNAPSHOT_RECENT);
            }
            Body::MediaStarted(said) => {
                self.media_run = self.media_run.max(said.run);
                let (tracks, by_stage) = (said.tracks.clone(), said.by_stage);
                self.media = Some(MediaNow { run: said.run, tracks, by_stage });
            }
            Body::MediaAnchor(_) => self.anchors = self.anchors.saturating_add(1),
            Body::MediaStopped(said) => {
                self.media.take_if(|media| media.run == said.run);
            }
            Body::MediaShifted(said) => self.shift_ms = said.shift_ms,
            Body::RecordingChanged(said) => self.recording = Some(said.state),
            _ => {}
        }
    }

    fn fold_people(&mut self, entry: &Entry) {
        match (&entry.body, entry.by) {
            (Body::PersonArrived(_), Some(by)) => {
                self.arrived_ms.entry(by).or_insert(entry.at_ms);
                if self.present.insert(by) && self.is_learner(by) {
                    self.learners_here += 1;
                }
            }
            (Body::PersonLeft(_), Some(by)) => {
                let learner_went = self.present.remove(&by) && self.is_learner(by);
                self.learners_here = self.learners_here.saturating_sub(u32::from(learner_went));
            }
            (Body::PersonMuted(said), _) => {
                if said.muted {
                    self.muted.insert(said.person);
                } else {
                    self.muted.remove(&said.person);
                }
            }
            (Body::DanmakuSent(said), Some(by)) => {
                self.danmaku_last_ms.insert(by, entry.at_ms);
                let name = self.roster.get(by).map(|known| known.name.clone()).unwrap_or_default();
                let text = said.text.clone();
                let danmaku = Danmaku { person: by, name, text, at_ms: entry.at_ms };
                push_recent(&mut self.danmaku_latest, danmaku, limits::SNAPSHOT_DANMAKU);
            }
            (Body::HandRaised(_), Some(by)) => {
                self.hands.retain(|hand| hand.person != by);
                self.hands.push(Hand { person: by, at_ms: entry.at_ms });
            }
            (Body::HandLowered(said), _) => self.hands.retain(|hand| hand.person != said.person),
            (Body::HandsLowered(_), _) => self.hands.clear(),
            _ => {}
        }
    }

    fn fold_poll(&mut self, entry: &Entry) {
        match &entry.body {
            Body::PollOpened(said) => {
                self.order.push(said.activity);
                self.polls.insert(said.activity, Poll::new(said.clone(), entry.at_ms));
            }
            Body::PollVoted(said) => {
                let Some(by) = entry.by else { return };
                let Some(poll) = self.polls.get_mut(&said.activity) else { return };
                if poll.votes.contains_key(&by) {
                    return;
                }
                if let Some(choices) = &said.choices {
                    poll.count(choices);
                }
                let vote = Vote {
                    seq: entry.seq,
                    at_ms: entry.at_ms,
                    client_id: entry.client_id,
                    choices: said.choices.clone(),
                };
                poll.votes.insert(by, vote);
            }
            Body::PollClosed(said) => {
                if let Some(poll) = self.polls.get_mut(&said.activity) {
                    poll.is_open = false;
                }
            }
            Body::PollShown(said) => {
                if let Some(poll) = self.polls.get_mut(&said.activity) {
                    poll.shown = Some((entry.seq, said.answered));
                    poll.is_shown = true;
                }
            }
            _ => {}
        }
    }

    fn fold_quiz(&mut self, entry: &Entry) {
        if let Body::QuizOpened(said) = &entry.body {
            self.order.push(said.activity);
            self.quizzes.insert(said.activity, Quiz::new(said.clone(), entry.at_ms));
            self.unjudged.insert(said.activity, ());
            return;
        }
        let Some(id) = quiz_of(&entry.body) else { return };
        let Some(quiz) = self.quizzes.get_mut(&id) else { return };
        match &entry.body {
            Body::QuizKeyed(said) => {
                quiz.key = said.key.clone();
                quiz.explanation = said.explanation.clone();
            }
            Body::QuizExtended(said) => {
                quiz.limit_ms = quiz.limit_ms.map(|limit| limit.saturating_add(said.add_ms));
            }
            Body::QuizAnswered(said) => {
                if let Some(by) = entry.by {
                    quiz.set(by, said, (entry.seq, entry.at_ms, entry.client_id));
                }
            }
            Body::QuizClosed(_) => quiz.closed_ms = Some(entry.at_ms),
            Body::QuizJudged(_) => {
                quiz.is_judged = true;
                quiz.has_late = false;
                self.unjudged.remove(&id);
            }
            Body::QuizShown(_) => {
                quiz.shown_seq = Some(entry.seq);
                quiz.is_shown = true;
            }
            _ => {}
        }
    }

    fn is_learner(&self, person: PersonId) -> bool {
        self.roster.get(person).is_some_and(|known| known.role == Role::Learner)
    }
}

const fn quiz_of(body: &Body) -> Option<ActivityId> {
    match body {
        Body::QuizKeyed(said) => Some(said.activity),
        Body::QuizExtended(said) => Some(said.activity),
        Body::QuizAnswered(said) => Some(said.activity),
        Body::QuizClosed(said) => Some(said.activity),
        Body::QuizJudged(said) => Some(said.activity),
        Body::QuizShown(said) => Some(said.activity),
        _ => None,
    }
}

fn push_recent<T>(items: &mut VecDeque<T>, item: T, most: usize) {
    if items.len() >= most {
        items.pop_front();
    }
    items.push_back(item);
}
