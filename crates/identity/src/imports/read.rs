//! From a file's bytes to its rows. Outside bytes: nothing here may panic.

use csv::{ReaderBuilder, StringRecord};
use xingtan_base::problems::Problem;

use super::encoding::decode;
use super::headers::{Column, Headers};
use super::refusals;
use crate::limits::{IMPORT_CELL_CHARS_MAX, IMPORT_COLUMNS_MAX, IMPORT_ROWS_MAX};
use crate::memberships::Role;
use crate::signin_names::fold;

/// A row as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its line in the file; the headings are line 1.
    pub line: i64,
    /// The account.
    pub name: String,
    /// The displayed name.
    pub display_name: String,
    /// `learner`, `teacher`, or what stands there.
    pub role: String,
    /// The class.
    pub class: String,
    /// The first password, if there is one.
    pub password: Option<String>,
}

/// A file that could be read.
#[derive(Debug, Clone)]
pub struct Roster {
    /// Its encoding.
    pub encoding: &'static str,
    /// The columns found.
    pub columns: Vec<String>,
    /// Headings that mean nothing to us.
    pub ignored_columns: Vec<String>,
    /// Its rows; at least one.
    pub rows: Vec<Row>,
}

impl Roster {
    /// Whether the file brings passwords.
    pub fn has_passwords(&self) -> bool {
        self.rows.iter().any(|row| row.password.is_some())
    }
}

/// Reads a file.
///
/// # Errors
/// 422 when the file as a whole cannot be used; faults of single rows come later, from `check`.
pub fn read(bytes: &[u8]) -> Result<Roster, Problem> {
    let (text, encoding) = decode(bytes)?;
    // One kind of line end, so that lines are counted as an editor counts them.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(&text))
        .from_reader(text.as_bytes());
    let mut lines = reader.records().map(|line| line.map_err(|_| refusals::unknown_encoding()));
    let first = lines.next().ok_or_else(refusals::empty)??;
    let headings: Vec<String> = first.iter().take(IMPORT_COLUMNS_MAX).map(tidy).collect();
    let headers = Headers::read(&headings)?;
    let mut rows: Vec<Row> = Vec::new();
    for line in lines {
        let line = line?;
        if line.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if rows.len() == IMPORT_ROWS_MAX {
            return Err(refusals::too_many_rows());
        }
        let after = rows.last().map_or(1, |row| row.line);
        rows.push(row(&headers, &line, after));
    }
    if rows.is_empty() {
        return Err(refusals::empty());
    }
    let needs_class = |row: &Row| row.role == Role::Learner.word();
    if !headers.has(Column::Class) && rows.iter().any(needs_class) {
        return Err(refusals::missing_column(Column::Class, &headings));
    }
    let (columns, ignored_columns) = (headers.columns(), headers.ignored);
    Ok(Roster { encoding, columns, ignored_columns, rows })
}

fn row(headers: &Headers, line: &StringRecord, after: i64) -> Row {
    let number = line.position().map_or(0, csv::Position::line);
    let cell = |column| headers.cell(line, column);
    let password: String = cell(Column::Password).chars().take(IMPORT_CELL_CHARS_MAX).collect();
    Row {
        // Lines name rows, so no two may be the same whatever the reader counted.
        line: i64::try_from(number).unwrap_or(0).max(after + 1),
        name: tidy(cell(Column::Name)),
        display_name: tidy(cell(Column::DisplayName)),
        role: role(cell(Column::Role)),
        class: tidy(cell(Column::Class)),
        password: Some(password.trim().to_owned()).filter(|password| !password.is_empty()),
    }
}

fn role(cell: &str) -> String {
    let role = match fold(cell).as_str() {
        "学生" | "学员" | "learner" | "student" => Role::Learner,
        "教师" | "老师" | "teacher" => Role::Teacher,
        _ => return tidy(cell),
    };
    role.word().to_owned()
}

/// A cell that can be stored and shown: bounded, and without control characters, whose place is
/// marked so that the row is refused rather than changed.
fn tidy(cell: &str) -> String {
    let marked = |c: char| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c };
    cell.trim().chars().take(IMPORT_CELL_CHARS_MAX).map(marked).collect()
}

/// The separator that the first line has most of, outside of quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' if !is_quoted => break,
            _ if !is_quoted => {
                counts.iter_mut().filter(|(own, _)| *own == byte).for_each(|(_, n)| *n += 1);
            }
            _ => {}
        }
    }
    // The first of equals: a comma where there is no separator at all.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(own, _)| own)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(text: &str) -> Vec<(i64, String)> {
        read(text.as_bytes()).unwrap().rows.into_iter().map(|row| (row.line, row.name)).collect()
    }

    #[test]
    fn separators_quotes_and_line_ends_are_understood() {
        for text in [
            "账号,姓名,角色,班级\r\nli,李雷,学生,一班\r\n\r\n,,,\r\nhan,韩梅,教师,\r\n",
            "name;display_name;role;class\nli;x;learner;1\n\n\nhan;y;Ｔeacher;\n",
            "班级\t角色\t姓名\t账号*\r1\t学生\tx\tli\r\r\r\t老师\ty\than",
            "name,\"display_name\",role,class,\"a;b;c;d;e\nf\"\nli,x,student,1\n\nhan,y,teacher",
        ] {
            let found = names(text);
            let last = found[1].0;
            let first = found[0].0;
            assert_eq!(found, [(first, "li".to_owned()), (last, "han".to_owned())], "{text}");
            assert!(first >= 2 && last > first, "{text}");
        }
    }

    #[test]
    fn a_file_without_a_column_says_which_and_what_to_do() {
        for (text, code, field) in [
            ("", "import.empty", None),
            ("name,display_name,role,class\n\n", "import.empty", None),
            ("姓名,角色\nx,学生", "import.missing_column", Some("name")),
            ("name,display_name\nx,y", "import.missing_column", Some("role")),
            ("name,display_name,role\nx,y,学生", "import.missing_column", Some("class")),
            ("name,账号,姓名,角色\n", "import.repeated_column", Some("name")),
        ] {
            let problem = read(text.as_bytes()).unwrap_err();
            assert_eq!(problem.code, code, "{text}");
            assert_eq!(problem.fields.first().map(|f| f.field.as_str()), field, "{text}");
            assert!(problem.detail.is_some(), "{text}");
        }
        // Teachers need no class.
        assert_eq!(names("name,display_name,role\nx,y,教师").len(), 1);
        let many = "x,y,教师\n".repeat(IMPORT_ROWS_MAX + 1);
        let problem = read(format!("name,display_name,role\n{many}").as_bytes()).unwrap_err();
        assert_eq!(problem.code, "import.too_many_rows");
    }

    fn check_any(bytes: &[u8]) {
        if let Ok(roster) = read(bytes) {
            assert!(!roster.rows.is_empty());
            assert!(roster.rows.windows(2).all(|pair| pair[0].line < pair[1].line));
            for row in &roster.rows {
                for cell in [&row.name, &row.display_name, &row.role, &row.class] {
                    assert!(cell.chars().count() <= IMPORT_CELL_CHARS_MAX);
                    assert!(!cell.chars().any(char::is_control));
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            check_any(&bytes);
        }

        #[test]
        fn any_bytes_below_headings_are_read_or_refused(
            bytes in prop::collection::vec(any::<u8>(), 0..400),
            separator in prop::sample::select(vec![',', ';', '\t']),
        ) {
            let headings = ["账号", "姓名", "角色", "班级", "密码"].join(&separator.to_string());
            let mut file = headings.into_bytes();
            file.push(b'\n');
            file.extend(bytes);
            check_any(&file);
        }

        #[test]
        fn any_text_below_headings_is_read_or_refused(
            text in "[a-z学生,;\"\r\n\t=]{0,200}",
        ) {
            check_any(format!("name,display_name,role,class\n{text}").as_bytes());
        }
    }
}
