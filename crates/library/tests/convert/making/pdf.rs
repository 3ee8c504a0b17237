//! PDF by hand.

use std::fmt::Write as _;

/// A PDF of objects, numbered from 1; the first is the catalog.
pub fn pdf(objects: &[String]) -> Vec<u8> {
    let (mut out, mut places) = (String::from("%PDF-1.5\n"), Vec::new());
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        writeln!(out, "{number} 0 obj\n{object}\nendobj").expect("text takes text");
    }
    let start = out.len();
    writeln!(out, "xref\n0 {}\n0000000000 65535 f ", objects.len() + 1).expect("text takes text");
    for place in places {
        writeln!(out, "{place:010} 00000 n ").expect("text takes text");
    }
    let count = objects.len() + 1;
    write!(out, "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
        .expect("text takes text");
    out.into_bytes()
}

/// A page.
#[derive(Debug, Clone, Copy)]
pub enum Page {
    /// One with a word.
    Word(&'static str),
    /// One that is ninety times as high as wide.
    Tall,
    /// None at all, where one should be.
    Missing,
}

/// A PDF of pages.
pub fn pages(pages: &[Page]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 4 + 2 * at)).collect();
    let count = pages.len();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 800 450]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ];
    for (at, page) in pages.iter().enumerate() {
        let content = 5 + 2 * at;
        let (more, word) = match page {
            Page::Missing => {
                objects.extend(["null".to_owned(), "null".to_owned()]);
                continue;
            }
            Page::Tall => ("/MediaBox[0 0 10 900]", "tall"),
            Page::Word(word) => ("/Resources<</Font<</F 3 0 R>>>>", *word),
        };
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R{more}>>"));
        let drawn = format!("BT /F 40 Tf 80 225 Td ({word}) Tj ET");
        let length = drawn.len();
        objects.push(format!("<</Length {length}>>stream\n{drawn}\nendstream"));
    }
    pdf(&objects)
}

/// A PDF that asks for a password: by its dictionary alone, as no test opens it.
pub fn encrypted() -> Vec<u8> {
    let plain = String::from_utf8(pages(&[Page::Word("secret")])).expect("it is text");
    let owner = "00".repeat(32);
    let encrypt = format!(
        "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{owner}>/U<{owner}>>>/ID[<00><00>]"
    );
    plain.replace("/Root 1 0 R", &format!("/Root 1 0 R{encrypt}")).into_bytes()
}
