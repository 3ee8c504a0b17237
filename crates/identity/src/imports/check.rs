//! What accepting each row would do, judged from the rows and from what is known. Pure, so that
//! the preview and the acceptance cannot judge differently.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ClassId, PersonId};

use super::headers::Column;
use super::read::Row;
use crate::memberships::Role;
use crate::passwords::rules;
use crate::signin_names::{display_name_fault, fold, name_fault};

/// What accepting a row does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A new person.
    Create,
    /// A person of the school gets this role or joins this class.
    Join,
    /// A learner of another class joins this one too: perhaps they had been moved since.
    JoinAlso,
    /// Everything is so already.
    None,
    /// Its class does not exist and was not to be made.
    LeftOut,
    /// Nothing can be done with the row.
    Error,
}

impl Action {
    /// The word in the database and on the wire.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Join => "join",
            Self::JoinAlso => "join_also",
            Self::None => "none",
            Self::LeftOut => "left_out",
            Self::Error => "error",
        }
    }

    /// The action of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all =
            [Self::Create, Self::Join, Self::JoinAlso, Self::None, Self::LeftOut, Self::Error];
        all.into_iter().find(|action| action.word() == word)
    }
}

/// What is wrong with one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CellFault {
    /// The column's name on the wire.
    pub column: String,
    /// Stable reason: `import.unknown_role`.
    pub code: String,
    /// What stands in the cell; a password is never repeated.
    pub value: String,
}

/// A person whom the database knows by an account of the file.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// Who.
    pub id: PersonId,
    /// What others read.
    pub display_name: String,
    /// The roles held in this school, learners' with their class; empty for a stranger to it.
    pub here: Vec<(Role, Option<ClassId>)>,
    /// Whether they are stopped in this school.
    pub is_stopped: bool,
}

/// What the database knows of a file's accounts and classes, by their folded names.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// People anywhere on this server.
    pub people: HashMap<String, KnownPerson>,
    /// Classes of this school.
    pub classes: HashMap<String, ClassId>,
}

/// The outcome for one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// What accepting does.
    pub action: Action,
    /// What is wrong; empty unless the action is an error.
    pub errors: Vec<CellFault>,
}

/// The outcome for a file.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// One for each row, in the same order.
    pub rows: Vec<Judged>,
    /// Classes that acceptance makes, as first written.
    pub new_classes: Vec<String>,
}

impl Checked {
    /// How many rows end like this.
    pub fn count(&self, actions: &[Action]) -> i64 {
        let count = self.rows.iter().filter(|row| actions.contains(&row.action)).count();
        i64::try_from(count).unwrap_or(i64::MAX)
    }
}

/// Judges every row. Rows of classes to be left out, by their folded names, are not looked into
/// further when they have no errors.
pub fn check(rows: &[Row], known: &Known, left_out: &HashSet<String>) -> Checked {
    let mut checked = Checked::default();
    let (mut seen, mut new_classes) = (HashSet::new(), HashSet::new());
    for row in rows {
        let key = fold(&row.name);
        let mut errors = faults(row);
        if !key.is_empty() && !seen.insert(key.clone()) {
            errors.push(fault(Column::Name, "duplicate_name", &row.name));
        }
        let action = match known.people.get(&key) {
            Some(person) => existing(row, person, known, &mut errors),
            None => {
                errors.extend(password_fault(row));
                Action::Create
            }
        };
        let class_key = fold(&row.class);
        let is_new_class = !class_key.is_empty() && !known.classes.contains_key(&class_key);
        let action = if !errors.is_empty() {
            Action::Error
        } else if left_out.contains(&class_key) {
            Action::LeftOut
        } else {
            if is_new_class && new_classes.insert(class_key) {
                checked.new_classes.push(row.class.clone());
            }
            action
        };
        checked.rows.push(Judged { action, errors });
    }
    checked
}

/// What is wrong with a row by itself.
fn faults(row: &Row) -> Vec<CellFault> {
    let mut errors = Vec::new();
    if let Some(code) = name_fault(&row.name) {
        errors.push(fault(Column::Name, code, &row.name));
    }
    if let Some(code) = display_name_fault(&row.display_name).or_else(|| lost(&row.display_name)) {
        errors.push(fault(Column::DisplayName, code, &row.display_name));
    }
    let class = match row.role.as_str() {
        "learner" if row.class.is_empty() => Some("class_required"),
        "learner" => display_name_fault(&row.class).or_else(|| lost(&row.class)),
        "teacher" => (!row.class.is_empty()).then_some("class_only_for_learners"),
        _ => {
            errors.push(fault(Column::Role, "unknown_role", &row.role));
            None
        }
    };
    errors.extend(class.map(|code| fault(Column::Class, code, &row.class)));
    errors
}

/// The mark that reading leaves where a control character stood.
fn lost(cell: &str) -> Option<&'static str> {
    cell.contains(char::REPLACEMENT_CHARACTER).then_some("bad_characters")
}

fn password_fault(row: &Row) -> Option<CellFault> {
    let code = rules::fault(row.password.as_deref()?, &row.name)?;
    Some(fault(Column::Password, code, ""))
}

/// What happens to somebody who is there already. Joining never reaches into another school,
/// and never takes one person for another or makes a learner staff.
fn existing(row: &Row, person: &KnownPerson, known: &Known, errors: &mut Vec<CellFault>) -> Action {
    if person.here.is_empty() {
        let code = if person.is_stopped { "stopped" } else { "name_taken" };
        errors.push(fault(Column::Name, code, &row.name));
        return Action::Error;
    }
    if fold(&person.display_name) != fold(&row.display_name) {
        errors.push(fault(Column::DisplayName, "other_person", &person.display_name));
    }
    let learns = |(role, _): &(Role, Option<ClassId>)| *role == Role::Learner;
    let is_wanted_learner = row.role == Role::Learner.word();
    if person.here.iter().any(|held| learns(held) != is_wanted_learner) {
        errors.push(fault(Column::Role, "other_role", &row.role));
    }
    let class = known.classes.get(&fold(&row.class)).copied();
    let is_so = person.here.iter().any(|(role, held)| {
        role.word() == row.role && (!is_wanted_learner || (held.is_some() && *held == class))
    });
    if is_so {
        Action::None
    } else if is_wanted_learner {
        Action::JoinAlso
    } else {
        Action::Join
    }
}

fn fault(column: Column, code: &str, value: &str) -> CellFault {
    let code = format!("import.{code}");
    CellFault { column: column.word().to_owned(), code, value: value.to_owned() }
}

#[cfg(test)]
mod tests {
    use xingtan_base::ids::uuid_v7;

    use super::*;

    fn row(cells: [&str; 5]) -> Row {
        let [name, display_name, role, class, password] = cells.map(str::to_owned);
        let password = Some(password).filter(|password| !password.is_empty());
        Row { line: 2, name, display_name, role, class, password }
    }

    fn known() -> Known {
        let one = ClassId::from_uuid(uuid_v7(1, [1; 10]));
        let person = |display_name: &str, here| KnownPerson {
            id: PersonId::from_uuid(uuid_v7(1, [2; 10])),
            display_name: display_name.to_owned(),
            here,
            is_stopped: display_name == "停",
        };
        Known {
            people: HashMap::from([
                ("li".to_owned(), person("李雷", vec![(Role::Learner, Some(one))])),
                ("lin".to_owned(), person("林老师", vec![(Role::Teacher, None)])),
                ("zhou".to_owned(), person("周明", vec![(Role::Administrator, None)])),
                ("far".to_owned(), person("远", Vec::new())),
                ("gone".to_owned(), person("停", Vec::new())),
            ]),
            classes: HashMap::from([("一班".to_owned(), one)]),
        }
    }

    #[test]
    fn each_row_is_judged() {
        let long = "x".repeat(61);
        for (cells, action, codes) in [
            (["new", "新", "learner", "二班", ""], Action::Create, &[][..]),
            (["new", "新", "teacher", "", "apricot-terrace"], Action::Create, &[]),
            (["ＬＩ", "李雷", "learner", "一班", "short"], Action::None, &[]),
            (["li", "李雷", "learner", "二班", ""], Action::JoinAlso, &[]),
            (["lin", "林老师", "teacher", "", ""], Action::None, &[]),
            (["zhou", "周明", "teacher", "", ""], Action::Join, &[]),
            (["li", "李蕾", "learner", "一班", ""], Action::Error, &["display_name.other_person"]),
            (["lin", "林老师", "learner", "一班", ""], Action::Error, &["role.other_role"]),
            (["li", "李雷", "teacher", "", ""], Action::Error, &["role.other_role"]),
            (["far", "远", "teacher", "", ""], Action::Error, &["name.name_taken"]),
            (["gone", "停", "teacher", "", ""], Action::Error, &["name.stopped"]),
            (
                ["", "", "cook", "", ""],
                Action::Error,
                &["name.required", "display_name.required", "role.unknown_role"],
            ),
            (
                ["=x", "y", "learner", "", ""],
                Action::Error,
                &["name.bad_characters", "class.class_required"],
            ),
            (
                ["a", &long, "learner", &long, ""],
                Action::Error,
                &["display_name.too_long", "class.too_long"],
            ),
            (
                ["a", "\u{FFFD}", "teacher", "一班", "12345678"],
                Action::Error,
                &[
                    "display_name.bad_characters",
                    "class.class_only_for_learners",
                    "password.too_easy",
                ],
            ),
        ] {
            let judged = &check(&[row(cells)], &known(), &HashSet::new()).rows[0];
            let found: Vec<String> =
                judged.errors.iter().map(|e| e.code.replace("import", &e.column)).collect();
            assert_eq!((judged.action, found.as_slice()), (action, strings(codes).as_slice()));
            assert!(judged.errors.iter().all(|e| e.column != "password" || e.value.is_empty()));
        }
    }

    fn strings(codes: &[&str]) -> Vec<String> {
        codes.iter().map(|code| (*code).to_owned()).collect()
    }

    #[test]
    fn an_account_counts_once_and_a_new_class_too() {
        let rows = [
            row(["a", "甲", "learner", "二班", ""]),
            row(["Ａ", "乙", "learner", "三班", ""]),
            row(["b", "丙", "learner", "二班 ", ""]),
        ];
        let checked = check(&rows, &known(), &HashSet::new());
        assert_eq!(checked.rows[1].errors[0].code, "import.duplicate_name");
        assert_eq!(checked.new_classes, ["二班"]);
        assert_eq!(checked.count(&[Action::Create, Action::Error]), 3);
        let checked = check(&rows, &known(), &HashSet::from(["二班".to_owned()]));
        assert_eq!(checked.count(&[Action::LeftOut]), 2);
        assert!(checked.new_classes.is_empty(), "{:?}", checked.new_classes);
    }
}
