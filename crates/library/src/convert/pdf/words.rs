//! The words of a page, as `pdftotext -bbox-layout` prints them.

use crate::convert::converted::{Area, TextLayer, Word};
use crate::convert::limits::{PAGE_UNITS, PAGE_WORDS_MAX};
use crate::convert::xml::{Element, Xml, XmlError};

/// Reads what was printed of a page that is so many points wide.
///
/// # Errors
/// When it is not what `pdftotext` prints.
pub fn words(printed: &[u8], wide: f64) -> Result<TextLayer, XmlError> {
    let xml = Xml::parse_printed(printed)?;
    let unit = f64::from(PAGE_UNITS) / wide.max(1.0);
    let mut layer = TextLayer::default();
    for line in xml.root().named("line") {
        let mut texts = Vec::new();
        for word in line.children().filter(|child| child.name() == "word") {
            let text = word.text().trim();
            if text.is_empty() || layer.words.len() >= PAGE_WORDS_MAX {
                continue;
            }
            let Some(area) = area(word, unit) else { continue };
            layer.words.push(Word { area, text: text.to_owned() });
            texts.push(text);
        }
        if !texts.is_empty() {
            if !layer.text.is_empty() {
                layer.text.push('\n');
            }
            layer.text.push_str(&texts.join(" "));
        }
    }
    Ok(layer)
}

fn area(word: Element<'_>, unit: f64) -> Option<Area> {
    let side = |key| {
        let length = word.attribute(key)?.parse::<f64>().ok()?;
        length.is_finite().then(|| whole_number(length * unit))
    };
    let (x, y) = (side("xMin")?, side("yMin")?);
    let (right, bottom) = (side("xMax")?, side("yMax")?);
    Some(Area { x, y, w: right.saturating_sub(x).max(0), h: bottom.saturating_sub(y).max(0) })
}

/// A page's height in its units, by how much higher than wide it is.
pub(super) fn units(aspect: f64) -> u32 {
    whole_number(f64::from(PAGE_UNITS) * aspect).unsigned_abs().max(1)
}

/// The nearest whole number, within the bounds of its type.
#[expect(clippy::cast_possible_truncation, reason = "a cast to a smaller type saturates")]
pub(super) fn whole_number(length: f64) -> i32 {
    length.round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_where_they_are_seen() {
        let printed = r#"<!DOCTYPE html><html><doc><page width="800" height="450"><flow><block>
            <line><word xMin="80" yMin="40" xMax="160" yMax="60">氓之蚩蚩</word>
            <word xMin="170" yMin="40" xMax="200" yMax="60">a&amp;b</word></line>
            <line><word xMin="80" yMin="70" xMax="90" yMax="x">lost</word>
            <word xMin="0" yMin="0" xMax="1" yMax="1">next</word></line>
            </block></flow></page></doc></html>"#;
        let layer = words(printed.as_bytes(), 800.0).unwrap();
        assert_eq!(layer.text, "氓之蚩蚩 a&b\nnext");
        assert_eq!(layer.words[0].area, Area { x: 1600, y: 800, w: 1600, h: 400 });
        assert_eq!(layer.words.len(), 3);
    }
}
