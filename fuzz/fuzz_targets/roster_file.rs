//! A roster file of anything: what is read keeps its bounds, and lines rise.
#![no_main]

use libfuzzer_sys::fuzz_target;
use xingtan_identity::imports::read::read;
use xingtan_identity::limits::{IMPORT_CELL_CHARS_MAX, IMPORT_ROWS_MAX};

fuzz_target!(|bytes: &[u8]| {
    let Ok(roster) = read(bytes) else { return };
    assert!(!roster.rows.is_empty() && roster.rows.len() <= IMPORT_ROWS_MAX);
    assert!(roster.rows.is_sorted_by(|one, next| one.line < next.line));
    for row in roster.rows {
        for cell in [&row.display_name, &row.role, &row.class] {
            assert!(cell.chars().count() <= IMPORT_CELL_CHARS_MAX);
        }
    }
});
