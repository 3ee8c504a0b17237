//! CSV as spreadsheets like it: marked as UTF-8, lines ended as on Windows, nothing that runs.

use csv::{Terminator, WriterBuilder};
use xingtan_platform::spreadsheets::harmless;

/// A file of headings and rows.
pub(super) fn write<const N: usize>(
    headings: [&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> anyhow::Result<Vec<u8>> {
    let mut csv = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record(headings)?;
    for row in rows {
        csv.write_record(row.map(|cell| harmless(&cell)))?;
    }
    csv.into_inner().map_err(|error| anyhow::anyhow!("a CSV file: {error}"))
}
