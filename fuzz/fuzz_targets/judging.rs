//! A question and an answer of anything, as JSON with a line end between: points are all or none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_item::answer::Answer;
use xingtan_item::judge::judge;
use xingtan_item::question::Question;

fuzz_target!(|text: &str| {
    let Some((question, answer)) = text.split_once('\n') else { return };
    let Ok(question) = serde_json::from_str::<Question>(question) else { return };
    let is_valid = question.validate().is_ok();
    let Ok(answer) = serde_json::from_str::<Answer>(answer) else { return };
    let Ok(judgement) = judge(&question, &answer) else { return };
    assert!(judgement.points == 0 || judgement.points == question.prompt.points);
    assert_eq!(judgement.points > 0, judgement.right == Some(true) && question.prompt.points > 0);
    if is_valid {
        assert!(!judgement.choice_keys.is_empty());
    }
});
