//! What the simulated learners answer: mostly right.

use xingtan_item::answer::{Answer, ChoicesAnswer, TextAnswer, TruthAnswer};
use xingtan_item::question::{Choice, Key, Prompt, QuestionKind};

use super::chance::Chance;

/// How many of a hundred answers are right.
const RIGHT_PERCENT: u64 = 72;

/// An answer to a question; right with a fair chance when its key is known, else one of
/// these words.
pub fn answer(prompt: &Prompt, key: Option<&Key>, words: &[&str], chance: &mut Chance) -> Answer {
    match key.filter(|_| chance.percent(RIGHT_PERCENT)) {
        Some(Key::Choices(key)) => Answer::Choices(ChoicesAnswer { choices: key.choices.clone() }),
        Some(Key::Truth(key)) => Answer::Truth(TruthAnswer { value: key.value }),
        Some(Key::Text(key)) => {
            let text = key.accepted.first().cloned().unwrap_or_default();
            Answer::Text(TextAnswer { text })
        }
        None => guess(prompt, words, chance),
    }
}

fn guess(prompt: &Prompt, words: &[&str], chance: &mut Chance) -> Answer {
    match prompt.kind {
        QuestionKind::Single | QuestionKind::Multiple => {
            Answer::Choices(ChoicesAnswer { choices: vote(&prompt.choices, chance) })
        }
        QuestionKind::TrueFalse => Answer::Truth(TruthAnswer { value: chance.percent(50) }),
        QuestionKind::ShortText => {
            let text = chance.of(words).copied().unwrap_or_default().to_owned();
            Answer::Text(TextAnswer { text })
        }
    }
}

/// One of the options; the earlier ones are liked better.
pub fn vote(choices: &[Choice], chance: &mut Chance) -> Vec<String> {
    let liked = choices.get(..choices.len().div_ceil(2)).unwrap_or(choices);
    let among = if chance.percent(50) { liked } else { choices };
    chance.of(among).map(|choice| choice.id.clone()).into_iter().collect()
}
