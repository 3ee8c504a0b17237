//! What the columns of a roster are called.

use xingtan_base::problems::Problem;

use super::refusals;
use crate::signin_names::fold;

/// A column that means something to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// What the person signs in with.
    Name,
    /// What others read.
    DisplayName,
    /// Learner or teacher.
    Role,
    /// The class a learner joins.
    Class,
    /// The first password.
    Password,
}

impl Column {
    /// Every column, in the order of the documentation.
    pub const ALL: [Self; 5] =
        [Self::Name, Self::DisplayName, Self::Role, Self::Class, Self::Password];

    /// Its heading in Chinese, and in English, which is also its name on the wire.
    pub const fn headings(self) -> (&'static str, &'static str) {
        match self {
            Self::Name => ("账号", "name"),
            Self::DisplayName => ("姓名", "display_name"),
            Self::Role => ("角色", "role"),
            Self::Class => ("班级", "class"),
            Self::Password => ("初始密码", "password"),
        }
    }

    /// Its name on the wire.
    pub const fn word(self) -> &'static str {
        self.headings().1
    }

    fn of_heading(heading: &str) -> Option<Self> {
        let folded = fold(heading).replace([' ', '-'], "_");
        Some(match folded.trim_matches('*') {
            "账号" | "帐号" | "用户名" | "name" | "account" | "username" => Self::Name,
            "姓名" | "display_name" | "full_name" => Self::DisplayName,
            "角色" | "身份" | "role" => Self::Role,
            "班级" | "class" => Self::Class,
            "初始密码" | "密码" | "password" => Self::Password,
            _ => return None,
        })
    }
}

/// Where each column stands in a line.
#[derive(Debug, Clone, Default)]
pub struct Headers {
    places: [Option<usize>; 5],
    /// Headings that mean nothing to us; their cells are not kept.
    pub ignored: Vec<String>,
}

impl Headers {
    /// Reads the first line.
    ///
    /// # Errors
    /// 422 when a column is there twice, or the account, the name or the role is missing.
    pub fn read(headings: &[String]) -> Result<Self, Problem> {
        let mut headers = Self::default();
        for (place, heading) in headings.iter().enumerate() {
            match Column::of_heading(heading) {
                Some(column) if headers.has(column) => {
                    return Err(refusals::repeated_column(column));
                }
                Some(column) => headers.places[column as usize] = Some(place),
                None if heading.is_empty() => {}
                None => headers.ignored.push(heading.clone()),
            }
        }
        for column in [Column::Name, Column::DisplayName, Column::Role] {
            if !headers.has(column) {
                return Err(refusals::missing_column(column, headings));
            }
        }
        Ok(headers)
    }

    /// Whether the file has this column.
    pub const fn has(&self, column: Column) -> bool {
        self.places[column as usize].is_some()
    }

    /// The columns found, by their names on the wire.
    pub fn columns(&self) -> Vec<String> {
        let found = Column::ALL.into_iter().filter(|column| self.has(*column));
        found.map(|column| column.word().to_owned()).collect()
    }

    /// A line's cell of a column; empty when either is missing.
    pub fn cell<'a>(&self, line: &'a csv::StringRecord, column: Column) -> &'a str {
        self.places[column as usize].and_then(|place| line.get(place)).unwrap_or_default()
    }
}
