//! An open lesson with some of its people in their seats.

use serde_json::{Value as Json, json};
use xingtan_base::ids::{ActivityId, LessonId, PersonId};
use xingtan_room::entry::Body;
use xingtan_testkit::{Browser, Log, Seat, World};

/// An open lesson: teacher Chen, Xiaoyu and Zihan of the anchor class, Guihua of a receiving one.
pub struct Stage {
    pub lesson: LessonId,
    /// The quiz that is open, where a story has one for all its scenes.
    pub quiz: Option<ActivityId>,
    pub chen: Person,
    pub xiaoyu: Person,
    pub zihan: Person,
    pub guihua: Person,
}

/// A person's browser, and the seat taken with it.
pub struct Person {
    pub browser: Browser,
    pub seat: Seat,
}

impl Person {
    pub async fn enters(world: &World, name: &str, lesson: LessonId) -> Self {
        let browser = world.browser(name).await;
        let seat = Seat::take(&browser, lesson).await;
        Self { browser, seat }
    }

    pub const fn id(&self) -> PersonId {
        self.seat.me.person
    }
}

impl Stage {
    pub async fn set(world: &World) -> Self {
        let chen = world.browser("chen").await;
        let lesson = world.open_lesson(&chen, "光的折射").await;
        let seat = Seat::take(&chen, lesson).await;
        Self {
            lesson,
            quiz: None,
            chen: Person { browser: chen, seat },
            xiaoyu: Person::enters(world, "li.xiaoyu", lesson).await,
            zihan: Person::enters(world, "wang.zihan", lesson).await,
            guihua: Person::enters(world, "wu.guihua", lesson).await,
        }
    }

    pub fn path(&self, rest: &str) -> String {
        format!("/api/lessons/{}/{rest}", self.lesson)
    }

    /// Closes the lesson, waits until everyone knows, and claims that everyone was shown all.
    pub async fn close(&mut self) -> Log {
        let closing = self.path("closing");
        let _ = self.chen.browser.post(&closing, Json::Null).await.is(204);
        let closed = |body: &Body| matches!(body, Body::LessonClosed(_)).then_some(());
        for person in self.people() {
            person.seat.entry("the lesson's end", closed).await;
        }
        self.check().await
    }

    /// Claims that everyone was shown all that he may see, and nothing else.
    pub async fn check(&mut self) -> Log {
        for person in self.people() {
            person.seat.catch_up().await;
        }
        let log = Log::read(&self.chen.browser, self.lesson).await;
        for person in self.people() {
            log.check(&person.seat);
            let me = person.seat.me;
            log.check_pages(&person.browser, &me).await;
        }
        log
    }

    pub fn people(&mut self) -> [&mut Person; 4] {
        [&mut self.chen, &mut self.xiaoyu, &mut self.zihan, &mut self.guihua]
    }

    /// Opens a quiz and answers its name, once everyone has it.
    pub async fn opens_quiz(&mut self, question: Json, limit_ms: Option<u32>) -> ActivityId {
        let mut message = json!({"type": "open_quiz", "question": question});
        if let Some(limit_ms) = limit_ms {
            message["limit_ms"] = limit_ms.into();
        }
        self.opens(message).await
    }

    /// Opens a poll or quiz and answers its name, once everyone has it.
    pub async fn opens(&mut self, message: Json) -> ActivityId {
        self.chen.seat.done(message).await;
        let mut activity = None;
        for person in self.people() {
            let seen = person.seat.entry("the activity", opened).await;
            assert_eq!(*activity.get_or_insert(seen), seen);
        }
        activity.unwrap()
    }
}

fn opened(body: &Body) -> Option<ActivityId> {
    match body {
        Body::PollOpened(poll) => Some(poll.activity),
        Body::QuizOpened(quiz) => Some(quiz.activity),
        _ => None,
    }
}

/// The message of a vote.
pub fn vote(activity: ActivityId, choices: &[&str]) -> Json {
    json!({"type": "vote", "activity": activity, "choices": choices})
}

/// The message of an answer.
pub fn answer(activity: ActivityId, answer: Json) -> Json {
    json!({"type": "submit_answer", "activity": activity, "answer": answer})
}

/// An answer of one or more options.
pub fn choices(choices: &[&str]) -> Json {
    json!({"kind": "choices", "choices": choices})
}

/// A typed answer.
pub fn text(text: &str) -> Json {
    json!({"kind": "text", "text": text})
}
