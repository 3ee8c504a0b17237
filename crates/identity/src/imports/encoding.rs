//! Which text a file's bytes are. What spreadsheets in China write: UTF-8, GB18030 and UTF-16.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use xingtan_base::problems::Problem;

use super::refusals;

/// The text of a file and the name of its encoding. Every byte must belong: a guess that loses
/// a character would misspell somebody's name.
///
/// # Errors
/// 422 when the bytes are a workbook or no text in these encodings.
pub fn decode(bytes: &[u8]) -> Result<(String, &'static str), Problem> {
    // What Excel saves when it is not told to save CSV: a ZIP archive or an OLE file.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(refusals::workbook());
    }
    let found = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => strictly(encoding, bytes.get(length..).unwrap_or_default()),
        None => strictly(UTF_8, bytes).or_else(|| strictly(GB18030, bytes)),
    };
    // No spreadsheet writes a zero character; UTF-16 without a mark is full of them.
    found.filter(|(text, _)| !text.contains('\0')).ok_or_else(refusals::unknown_encoding)
}

fn strictly(encoding: &'static Encoding, bytes: &[u8]) -> Option<(String, &'static str)> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some((text.into_owned(), name(encoding)))
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE {
        "utf-16le"
    } else if encoding == UTF_16BE {
        "utf-16be"
    } else if encoding == GB18030 {
        "gb18030"
    } else {
        "utf-8"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        assert_eq!(decode(bytes), Ok((text.to_owned(), name_of(encoding))), "{encoding}");
    }

    fn name_of(encoding: &str) -> &'static str {
        ["utf-8", "utf-16le", "utf-16be", "gb18030"]
            .into_iter()
            .find(|known| *known == encoding)
            .unwrap()
    }

    #[test]
    fn every_encoding_of_a_spreadsheet_is_read() {
        check("姓名".as_bytes(), "姓名", "utf-8");
        check("\u{FEFF}姓名".as_bytes(), "姓名", "utf-8");
        check(&[0xD0, 0xD5, 0xC3, 0xFB], "姓名", "gb18030");
        // A character outside of GBK: 𠮷, four bytes.
        check(&[0x95, 0x34, 0xB2, 0x35], "𠮷", "gb18030");
        check(&[0xFF, 0xFE, 0xD3, 0x59, 0x0D, 0x54], "姓名", "utf-16le");
        check(&[0xFE, 0xFF, 0x59, 0xD3, 0x54, 0x0D], "姓名", "utf-16be");
    }

    #[test]
    fn other_bytes_are_refused_rather_than_guessed() {
        for (bytes, code) in [
            (&[0xFF_u8, 0xFF][..], "import.unknown_encoding"),
            (b"n\0a\0", "import.unknown_encoding"),
            (&[0xFE, 0xFF, 0xD8, 0x00], "import.unknown_encoding"),
            (b"PK\x03\x04rest", "import.workbook"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().code, code, "{bytes:?}");
        }
    }
}
