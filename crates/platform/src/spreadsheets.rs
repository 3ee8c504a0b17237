//! Tables for spreadsheets.

/// A cell of a table that a spreadsheet opens. It runs a cell that begins like a formula, also by
/// a full-width sign; an apostrophe makes it text. Some look behind white space for the sign.
pub fn harmless(cell: &str) -> String {
    let begins = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let is_formula = cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(begins);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_as_a_formula() {
        for cell in [
            "=1+1",
            "+1",
            "-1",
            "@sum",
            "＝1+1",
            "＋1",
            "－1",
            "＠x",
            "\t=1",
            "\rx",
            "\nx",
            " =1",
            "\u{3000}＝1",
        ] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        for cell in ["", "王小明", "a=b", "1-2", "'=1", " x"] {
            assert_eq!(harmless(cell), cell);
        }
    }
}
