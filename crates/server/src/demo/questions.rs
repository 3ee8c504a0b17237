//! What the demonstration's teacher prepared to ask.

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{LessonId, PersonId};
use xingtan_item::question::{
    Choice, ChoicesKey, Key, Prompt, Question, QuestionKind, TextKey, TruthKey,
};
use xingtan_platform::db::Tx;
use xingtan_platform::http::ApiError;
use xingtan_platform::ids::Ids;
use xingtan_teaching::access;
use xingtan_teaching::questions::add;
use xingtan_teaching::questions::prepared::QuestionToPrepare;

/// The questions of the lesson in progress, one of each kind.
pub fn of_the_lecture() -> Vec<QuestionToPrepare> {
    vec![
        choices(
            QuestionKind::Single,
            "哪种颜色的光散射得最强？",
            &["红光", "黄光", "绿光", "蓝光"],
            &["d"],
            "波长越短，散射越强。",
        ),
        question(
            QuestionKind::TrueFalse,
            "如果没有大气，白天的天空是黑色的。",
            Vec::new(),
            Key::Truth(TruthKey { value: true }),
            "没有空气就没有散射，月球上正是这样。",
        ),
        choices(
            QuestionKind::Multiple,
            "天空不是紫色，原因有哪些？",
            &["太阳光里紫光较少", "眼睛对紫光不敏感", "紫光不会散射", "高层大气吸收了一部分紫光"],
            &["a", "b", "d"],
            "紫光散射得更强，但到达眼睛并被看见的较少。",
        ),
        question(
            QuestionKind::ShortText,
            "散射强度与波长的几次方成反比？",
            Vec::new(),
            Key::Text(TextKey {
                accepted: ["4", "四", "四次方", "4次方"].map(str::to_owned).to_vec(),
            }),
            "I ∝ 1/λ⁴。",
        ),
    ]
}

/// The questions of the lesson to come.
pub fn of_the_next() -> Vec<QuestionToPrepare> {
    vec![choices(
        QuestionKind::Single,
        "看见彩虹时，太阳在你的哪一边？",
        &["前面", "背后", "头顶"],
        &["b"],
        "光在水滴里反射一次后回到你的方向，所以太阳在背后。",
    )]
}

/// Writes them into a lesson as its teacher.
///
/// # Errors
/// When the database cannot be used, or the person does not teach the lesson.
pub async fn write(
    tx: &Tx,
    (lesson, teacher): (LessonId, PersonId),
    questions: &[QuestionToPrepare],
    (ids, now): (&Ids, UtcMs),
) -> Result<(), ApiError> {
    let can = access::staff_access(tx, teacher, lesson, now).await?;
    for question in questions {
        add::write(tx, &can, ids, question, now).await?;
    }
    Ok(())
}

fn choices(
    kind: QuestionKind,
    stem: &str,
    texts: &[&str],
    right: &[&str],
    why: &str,
) -> QuestionToPrepare {
    let choices = ('a'..).zip(texts);
    let choices = choices.map(|(id, text)| Choice { id: id.to_string(), text: (*text).to_owned() });
    let right = right.iter().map(|id| (*id).to_owned()).collect();
    question(kind, stem, choices.collect(), Key::Choices(ChoicesKey { choices: right }), why)
}

fn question(
    kind: QuestionKind,
    stem: &str,
    choices: Vec<Choice>,
    key: Key,
    why: &str,
) -> QuestionToPrepare {
    let prompt = Prompt { kind, stem: stem.to_owned(), choices, points: 1 };
    let question = Question { prompt, key: Some(key), explanation: Some(why.to_owned()) };
    QuestionToPrepare { position: None, question, limit_ms: Some(60_000), after: None }
}
