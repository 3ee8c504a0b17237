//! The report's tables, in the words and on the clock of who reads them.

use std::collections::HashMap;

use xingtan_base::clock::UtcMs;
use xingtan_base::ids::{ClassId, PersonId};
use xingtan_base::languages::Language;
use xingtan_item::answer::Answer;
use xingtan_item::question::Choice;
use xingtan_room::attendance::Attended;
use xingtan_room::report::{ActivityReport, AnswerRow, Report};

/// What a table says of people besides the report.
pub(super) struct People {
    /// With what name each signs in: two may have the same name otherwise.
    pub(super) accounts: HashMap<PersonId, String>,
    /// The names of classes.
    pub(super) classes: HashMap<ClassId, String>,
    /// With which class each attends.
    pub(super) attends: HashMap<PersonId, ClassId>,
}

impl People {
    fn account(&self, person: PersonId) -> String {
        self.accounts.get(&person).cloned().unwrap_or_default()
    }

    fn class(&self, person: PersonId) -> String {
        let class = self.attends.get(&person).and_then(|class| self.classes.get(class));
        class.cloned().unwrap_or_default()
    }
}

/// How a table speaks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// Its language.
    pub(super) language: Language,
    /// Minutes that its reader's clock is ahead of UTC.
    pub(super) offset_minutes: i32,
}

impl Words {
    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.language {
            Language::ZhCn => zh,
            Language::En => en,
        }
    }

    fn head<const N: usize>(self, names: [(&'static str, &'static str); N]) -> Vec<String> {
        names.map(|(zh, en)| self.pick(zh, en).to_owned()).to_vec()
    }

    const fn yes_no(self, is: bool) -> &'static str {
        if is { self.pick("是", "yes") } else { self.pick("否", "no") }
    }

    const fn attended(self, state: Attended) -> &'static str {
        match state {
            Attended::Present => self.pick("到课", "present"),
            Attended::Late => self.pick("迟到", "late"),
            Attended::LeftEarly => self.pick("早退", "left early"),
            Attended::Absent => self.pick("缺席", "absent"),
        }
    }

    /// `2026-11-27 08:05` on the reader's clock.
    fn time(self, at: UtcMs) -> String {
        let there = at.plus_ms(i64::from(self.offset_minutes) * 60_000).to_string();
        there.chars().take(16).map(|c| if c == 'T' { ' ' } else { c }).collect()
    }
}

/// One row a learner.
pub(super) fn attendance(report: &Report, people: &People, words: Words) -> Vec<Vec<String>> {
    let mut rows = vec![words.head([
        ("姓名", "name"),
        ("账号", "account"),
        ("班级", "class"),
        ("出勤", "attendance"),
        ("到达", "arrived"),
        ("离开", "left"),
        ("分钟", "minutes"),
    ])];
    let end = report.opened_at.map(|opened| opened.plus_ms(report.duration_ms));
    rows.extend(report.attendance.iter().map(|row| {
        // Who stayed to the end left with it.
        let left = row.left_at.or(row.arrived_at.and(end));
        vec![
            row.name.clone(),
            people.account(row.person),
            people.class(row.person),
            words.attended(row.state).to_owned(),
            row.arrived_at.map(|at| words.time(at)).unwrap_or_default(),
            left.map(|at| words.time(at)).unwrap_or_default(),
            row.minutes.to_string(),
        ]
    }));
    rows
}

/// One row an answer.
pub(super) fn answers(report: &Report, people: &People, words: Words) -> Vec<Vec<String>> {
    let mut rows = vec![words.head([
        ("题目", "question"),
        ("姓名", "name"),
        ("账号", "account"),
        ("班级", "class"),
        ("回答", "answer"),
        ("正确", "right"),
        ("得分", "points"),
        ("课后补答", "after the lesson"),
    ])];
    for activity in &report.activities {
        let (stem, choices, answers, late) = match activity {
            ActivityReport::Poll(poll) => (&poll.stem, &poll.choices, &poll.answers, &poll.late),
            ActivityReport::Quiz(quiz) => {
                (&quiz.stem, &quiz.prompt.choices, &quiz.answers, &quiz.late)
            }
        };
        let row = |row: &AnswerRow, is_late| {
            vec![
                stem.clone(),
                row.name.clone(),
                people.account(row.person),
                people.class(row.person),
                given(row.answer.as_ref(), choices, words),
                row.right.map(|right| words.yes_no(right).to_owned()).unwrap_or_default(),
                row.points.to_string(),
                words.yes_no(is_late).to_owned(),
            ]
        };
        rows.extend(answers.iter().map(|one| row(one, false)));
        rows.extend(late.iter().map(|one| row(one, true)));
    }
    rows
}

/// An answer in words: what the options say, and not what they are called inside.
fn given(answer: Option<&Answer>, choices: &[Choice], words: Words) -> String {
    match answer {
        Some(Answer::Choices(chosen)) => {
            let text = |id: &String| {
                let choice = choices.iter().find(|choice| choice.id == *id);
                choice.map_or_else(|| id.clone(), |choice| choice.text.clone())
            };
            let texts: Vec<String> = chosen.choices.iter().map(text).collect();
            texts.join(words.pick("；", "; "))
        }
        Some(Answer::Truth(answer)) if answer.value => words.pick("对", "true").to_owned(),
        Some(Answer::Truth(_)) => words.pick("错", "false").to_owned(),
        Some(Answer::Text(answer)) => answer.text.clone(),
        None => String::new(),
    }
}
