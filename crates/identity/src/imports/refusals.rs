//! Why a file or an import is refused as a whole; each says what to do.

use xingtan_base::problems::Problem;

use super::headers::Column;
use crate::limits::IMPORT_ROWS_MAX;

pub(super) fn unknown_encoding() -> Problem {
    Problem::new(422, "import.unknown_encoding", "The file is not text we can read.")
        .detail("Save it as CSV in UTF-8 or GB18030 and upload it again.")
}

pub(super) fn workbook() -> Problem {
    Problem::new(422, "import.workbook", "The file is a workbook, not CSV.")
        .detail("In the spreadsheet choose “Save as”, then “CSV UTF-8”, and upload that file.")
}

pub(super) fn empty() -> Problem {
    Problem::new(422, "import.empty", "The file has no rows.")
        .detail("The first line names the columns; each further line is one person.")
}

pub(super) fn too_many_rows() -> Problem {
    let detail = format!("Split the file: at most {IMPORT_ROWS_MAX} people at a time.");
    Problem::new(422, "import.too_many_rows", "The file has too many rows.").detail(detail)
}

pub(super) fn missing_column(column: Column, present: &[String]) -> Problem {
    let (zh, en) = column.headings();
    let detail = format!(
        "Name a column “{zh}” or “{en}” in the first line and upload the file again. \
         The first line has: {}.",
        present.join(", ")
    );
    Problem::new(422, "import.missing_column", "The file lacks a column.")
        .detail(detail)
        .field(en, "import.missing_column")
}

pub(super) fn repeated_column(column: Column) -> Problem {
    let (zh, en) = column.headings();
    let detail = format!("Keep one column “{zh}” or “{en}” and upload the file again.");
    Problem::new(422, "import.repeated_column", "The file has a column twice.")
        .detail(detail)
        .field(en, "import.repeated_column")
}

pub(super) fn has_errors() -> Problem {
    Problem::new(409, "import.has_errors", "Some rows have errors.")
        .detail("Correct the file and upload it again, or accept with skip_errors.")
}

pub(super) fn new_classes() -> Problem {
    Problem::new(409, "import.new_classes", "The file names classes that do not exist.")
        .detail("Say for each in new_classes whether to create it or to leave its rows out.")
}

pub(super) fn changed() -> Problem {
    Problem::new(409, "import.changed", "The school has changed since the preview.")
        .detail("Discard this import and upload the file again.")
}

pub(super) fn upload_again() -> Problem {
    Problem::new(409, "import.upload_again", "The file's passwords are no longer here.")
        .detail("They are kept in memory for 30 minutes only. Upload the file again.")
}

pub(super) fn discarded() -> Problem {
    Problem::new(409, "import.discarded", "The import was discarded.")
        .detail("Upload the file again.")
}

pub(super) fn already_accepted() -> Problem {
    Problem::new(409, "import.accepted", "The import has been accepted.")
}

pub(super) fn not_accepted() -> Problem {
    Problem::new(409, "import.not_accepted", "The import has not been accepted.")
}

pub(super) fn passwords_gone() -> Problem {
    Problem::new(410, "import.passwords_gone", "The passwords are no longer here.")
        .detail("They are handed out once, within ten minutes. Reset passwords one by one.")
}
