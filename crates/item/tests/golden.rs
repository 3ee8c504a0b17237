//! The golden cases of judging, shared with the web.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected shall stop there")]

use std::collections::BTreeMap;

use serde::Deserialize;
use xingtan_item::answer::Answer;
use xingtan_item::judge::judge;
use xingtan_item::question::Question;

#[derive(Deserialize)]
struct Golden {
    questions: BTreeMap<String, Question>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    question: String,
    answer: serde_json::Value,
    right: Option<bool>,
    points: Option<u32>,
    keys: Option<Vec<String>>,
    error: Option<String>,
}

impl Case {
    fn answer(&self) -> Answer {
        let mut answer = self.answer.clone();
        if let Some(times) = answer.get("repeat").and_then(serde_json::Value::as_u64) {
            let text = answer["text"].as_str().unwrap().repeat(usize::try_from(times).unwrap());
            answer["text"] = text.into();
        }
        serde_json::from_value(answer).unwrap()
    }
}

#[test]
fn answers_are_judged_as_the_golden_table_says() {
    let text = include_str!("../../../docs/protocol/golden/item.json");
    let golden: Golden = serde_json::from_str(text).unwrap();
    assert!(golden.cases.len() > 30);
    for (n, case) in golden.cases.iter().enumerate() {
        let question = &golden.questions[&case.question];
        assert_eq!(question.validate(), Ok(()), "question {}", case.question);
        let judged = judge(question, &case.answer());
        match &case.error {
            Some(code) => assert_eq!(judged.unwrap_err().code(), code, "case {n}"),
            None => {
                let judged = judged.unwrap();
                assert_eq!(judged.right, case.right, "case {n}");
                assert_eq!(Some(judged.points), case.points, "case {n}");
                if let Some(keys) = &case.keys {
                    assert_eq!(judged.choice_keys, *keys, "case {n}");
                }
            }
        }
    }
}

#[test]
fn faulty_questions_are_refused_field_by_field() {
    let check = |json: &str, expected: &[(&str, &str)]| {
        let question: Question = serde_json::from_str(json).unwrap();
        let faults = question.validate().unwrap_err();
        let found: Vec<_> = faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
        assert_eq!(found, expected, "{json}");
    };
    check(
        r#"{"prompt":{"kind":"single","stem":" ","choices":[{"id":"a","text":"x"}]}}"#,
        &[("prompt.stem", "required"), ("prompt.choices", "too_few")],
    );
    check(
        r#"{"prompt":{"kind":"single","stem":"s","choices":[{"id":"a","text":"x"},
            {"id":"a","text":""}]},"key":{"kind":"choices","choices":["b"]}}"#,
        &[
            ("prompt.choices.1.id", "duplicate"),
            ("prompt.choices.1.text", "required"),
            ("key.choices", "unknown_choice"),
        ],
    );
    check(
        r#"{"prompt":{"kind":"true_false","stem":"s"},"key":{"kind":"text","accepted":[]}}"#,
        &[("key", "wrong_kind")],
    );
    check(
        r#"{"prompt":{"kind":"short_text","stem":"s","points":101},
            "key":{"kind":"text","accepted":["  "]}}"#,
        &[("prompt.points", "out_of_range"), ("key.accepted.0", "required")],
    );
}
