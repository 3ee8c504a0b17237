//! Questions of a lesson that is over, answered by who was not there.

use serde_json::{Value as Json, json};
use xingtan_base::ids::ActivityId;
use xingtan_room::report::{ActivityReport, AnswerRow, Report};
use xingtan_testkit::{Browser, for_each_database};

use crate::stage::{Stage, answer, choices, vote};

fn late(client: u8, activity: ActivityId, answer: Json) -> Json {
    let client_id = format!("01900000-0000-7000-8000-0000000000{client:02}");
    json!({"client_id": client_id, "activity": activity, "answer": answer})
}

fn question() -> Json {
    json!({"prompt": {"kind": "single", "stem": "光从空气进入水里，会怎样？", "points": 2,
        "choices": [{"id": "a", "text": "折射"}, {"id": "b", "text": "消失"}]},
        "key": {"kind": "choices", "choices": ["a"]}, "explanation": "光速变了。"})
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_missed_a_question_answers_it_afterwards_once() {
    for_each_database(async |world| {
        let mut stage = Stage::set(world).await;
        let shown = stage.opens_quiz(question(), None).await;
        stage.xiaoyu.seat.done(answer(shown, choices(&["b"]))).await;
        stage.chen.seat.done(json!({"type": "show_quiz", "activity": shown})).await;
        let hidden = stage.opens_quiz(question(), None).await;
        let poll = json!({"type": "open_poll", "stem": "听懂了吗？", "anonymous": true,
            "choices": [{"id": "a", "text": "会"}, {"id": "b", "text": "不会"}]});
        let secret = stage.opens(poll).await;
        stage.zihan.seat.done(vote(secret, &["a"])).await;
        let path = stage.path("late-answers");
        let zihan = stage.zihan.browser.clone();
        let early = zihan.post(&path, late(1, shown, choices(&["a"]))).await;
        early.refused(409, "late_answer.lesson_not_over");
        stage.close().await;

        refuses_what_cannot_be(&stage, &path, [shown, hidden, secret]).await;
        let body = late(2, shown, choices(&["a"]));
        let kept = zihan.post(&path, body.clone()).await.is(201).json();
        assert_eq!((&kept["right"], &kept["points"]), (&json!(true), &json!(2)));
        assert_eq!(kept["explanation"], "光速变了。", "the class was told");
        let again = zihan.post(&path, body).await.is(201).json();
        assert_eq!(again, kept, "sent again, it is the same answer");
        let changed = zihan.post(&path, late(3, shown, choices(&["b"]))).await;
        changed.refused(409, "late_answer.already");
        let untold = zihan.post(&path, late(4, hidden, choices(&["a"]))).await.is(201).json();
        assert_eq!((&untold["right"], &untold["key"]), (&Json::Null, &Json::Null));

        let mine = zihan.get(&path).await.is(200).json();
        assert_eq!(mine["items"].as_array().unwrap().len(), 2);
        let guihuas = stage.guihua.browser.get(&path).await.is(200).json();
        assert_eq!(guihuas, json!({"items": []}), "nobody sees another's");
        report_tells_of_it(&stage, [shown, hidden]).await;
    })
    .await;
}

async fn refuses_what_cannot_be(stage: &Stage, path: &str, asked: [ActivityId; 3]) {
    let [shown, _, secret] = asked;
    let (zihan, chen) = (&stage.zihan.browser, &stage.chen.browser);
    let post = async |browser: &Browser, body| browser.post(path, body).await;
    post(chen, late(1, shown, choices(&["a"]))).await.refused(403, "role.learners_only");
    let xiaoyu = &stage.xiaoyu.browser;
    let answered = post(xiaoyu, late(1, shown, choices(&["a"]))).await;
    answered.refused(409, "late_answer.answered_in_class");
    let vote = post(xiaoyu, late(1, secret, choices(&["a"]))).await;
    vote.refused(409, "late_answer.anonymous_poll");
    let nothing = post(zihan, late(1, shown, choices(&[]))).await;
    nothing.refused(422, "answer.empty");
    let other = post(zihan, late(1, shown, json!({"kind": "text", "text": "折射"}))).await;
    other.refused(422, "answer.wrong_kind");
    let unknown: ActivityId = "01900000-0000-7000-8000-00000000000f".parse().unwrap();
    post(zihan, late(1, unknown, choices(&["a"])))
        .await
        .refused(404, "late_answer.unknown_question");
}

async fn report_tells_of_it(stage: &Stage, asked: [ActivityId; 2]) {
    let read = async |browser: &Browser| -> Report {
        browser.get(&stage.path("report")).await.is(200).read()
    };
    let rows = |report: &Report, activity| -> (Vec<AnswerRow>, Vec<AnswerRow>) {
        let found = report.activities.iter().find(|one| one.activity() == activity);
        let Some(ActivityReport::Quiz(quiz)) = found else { panic!("{report:?}") };
        (quiz.answers.clone(), quiz.late.clone())
    };
    let staff = read(&stage.chen.browser).await;
    let (in_class, late) = rows(&staff, asked[0]);
    assert_eq!((in_class.len(), late.len()), (1, 1), "beside the answers, not among them");
    assert_eq!((late[0].person, late[0].right), (stage.zihan.id(), Some(true)));
    assert!(!late[0].name.is_empty());
    let (_, late) = rows(&read(&stage.zihan.browser).await, asked[1]);
    assert_eq!((late.len(), late[0].right), (1, None), "the class was not told");
    let (_, late) = rows(&read(&stage.guihua.browser).await, asked[0]);
    assert!(late.is_empty(), "a learner sees his own");
    let csv = stage.chen.browser.get(&stage.path("report.csv?part=answers")).await.is(200);
    assert_eq!(csv.text().lines().filter(|line| line.ends_with(",是")).count(), 2);
}
