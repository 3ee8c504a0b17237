//! A slide as it is in one state of its builds.

use super::builds::{Hidden, Target};
use super::shapes::{paragraphs, placeholder, shapes};
use crate::convert::xml::{Edits, Element, Xml, escape};

/// Paint that nobody sees. A paragraph that has not appeared keeps its place with it, so that
/// the ones around it stand where they will stand; what is fully clear is not drawn, and so is
/// no text of the page either.
fn clear(prefix: &str) -> String {
    format!(
        "<{prefix}solidFill><{prefix}srgbClr val=\"000000\"><{prefix}alpha val=\"0\"/>\
        </{prefix}srgbClr></{prefix}solidFill>"
    )
}

/// The slide without what is hidden, and with the changes that every state of it has.
pub fn state(slide: &Xml<'_>, hidden: &Hidden, shared: &Edits) -> Vec<u8> {
    let mut edits = shared.clone();
    for (id, shape) in shapes(slide) {
        if hidden.contains(&Target::Shape(id)) {
            edits.cut(shape.whole());
            continue;
        }
        let has_bullets = placeholder(shape).is_some();
        for (at, paragraph) in paragraphs(shape).enumerate() {
            if hidden.contains(&Target::Paragraph(id, at)) {
                let with = unseen(slide, paragraph, has_bullets);
                edits.replace(paragraph.whole(), with);
            }
        }
    }
    edits.apply(slide.source())
}

/// A paragraph that takes its place and shows nothing.
fn unseen(slide: &Xml<'_>, paragraph: Element<'_>, has_bullets: bool) -> Vec<u8> {
    let name = paragraph.written_name();
    let prefix = name.strip_suffix('p').unwrap_or_default();
    let mut out = format!("<{name}>").into_bytes();
    let look = paragraph.child("pPr");
    out.extend(paragraph_look(slide, look, Bullets { prefix, are_inherited: has_bullets }));
    for child in paragraph.children() {
        match child.name() {
            "r" | "fld" => {
                let text: String = child.named("t").map(Element::text).collect();
                let look = run_look(slide, child.child("rPr"), prefix);
                let text = escape(&text);
                out.extend_from_slice(
                    format!("<{prefix}r>{look}<{prefix}t>{text}</{prefix}t></{prefix}r>")
                        .as_bytes(),
                );
            }
            "br" => {
                let look = run_look(slide, child.child("rPr"), prefix);
                out.extend_from_slice(format!("<{prefix}br>{look}</{prefix}br>").as_bytes());
            }
            "endParaRPr" => out.extend_from_slice(bytes(slide, child)),
            // Formulas cannot be made clear; they go.
            _ => {}
        }
    }
    out.extend_from_slice(format!("</{name}>").as_bytes());
    out
}

#[derive(Clone, Copy)]
struct Bullets<'a> {
    prefix: &'a str,
    are_inherited: bool,
}

fn paragraph_look(slide: &Xml<'_>, look: Option<Element<'_>>, bullets: Bullets<'_>) -> Vec<u8> {
    let prefix = bullets.prefix;
    let mut out = format!("<{prefix}pPr").into_bytes();
    for (key, value) in look.into_iter().flat_map(Element::attributes) {
        out.extend_from_slice(format!(" {key}=\"{}\"", escape(value)).as_bytes());
    }
    out.push(b'>');
    let (mut has_bullet, mut after) = (bullets.are_inherited, Vec::new());
    for child in look.into_iter().flat_map(Element::children) {
        match child.name() {
            "buChar" | "buAutoNum" | "buBlip" => has_bullet = true,
            "buNone" => has_bullet = false,
            "buClr" | "buClrTx" | "buFont" | "buFontTx" => {}
            "tabLst" | "defRPr" | "extLst" => after.extend_from_slice(bytes(slide, child)),
            _ => out.extend_from_slice(bytes(slide, child)),
        }
    }
    let bullet = match has_bullet {
        true => format!("<{prefix}buFont typeface=\"Arial\"/><{prefix}buChar char=\"\u{a0}\"/>"),
        false => format!("<{prefix}buNone/>"),
    };
    out.extend_from_slice(bullet.as_bytes());
    out.extend(after);
    out.extend_from_slice(format!("</{prefix}pPr>").as_bytes());
    out
}

fn run_look(slide: &Xml<'_>, look: Option<Element<'_>>, prefix: &str) -> String {
    let mut out = format!("<{prefix}rPr");
    for (key, value) in look.into_iter().flat_map(Element::attributes) {
        if !matches!(key, "u" | "strike") {
            out.push_str(&format!(" {key}=\"{}\"", escape(value)));
        }
    }
    out.push('>');
    out.push_str(&clear(prefix));
    for child in look.into_iter().flat_map(Element::children) {
        if matches!(child.name(), "latin" | "ea" | "cs" | "sym") {
            out.push_str(&String::from_utf8_lossy(bytes(slide, child)));
        }
    }
    out.push_str(&format!("</{prefix}rPr>"));
    out
}

fn bytes<'a>(slide: &Xml<'a>, element: Element<'_>) -> &'a [u8] {
    slide.source().get(element.whole()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_shapes_go_and_hidden_paragraphs_turn_clear() {
        let source = br#"<p:sld xmlns:p="p" xmlns:a="a">
            <p:sp><p:nvSpPr><p:cNvPr id="2"/></p:nvSpPr><p:txBody>
            <a:p><a:r><a:t>one</a:t></a:r></a:p>
            <a:p><a:pPr lvl="1"><a:buChar char="x"/></a:pPr>
            <a:r><a:rPr sz="2400" u="sng"><a:latin typeface="L"/></a:rPr>
            <a:t>two &amp; 3</a:t></a:r></a:p></p:txBody></p:sp>
            <p:pic><p:nvPicPr><p:cNvPr id="3"/></p:nvPicPr></p:pic></p:sld>"#;
        let slide = Xml::parse(source).unwrap();
        let hidden = Hidden::from([Target::Paragraph(2, 1), Target::Shape(3)]);
        let out = String::from_utf8(state(&slide, &hidden, &Edits::default())).unwrap();
        let again = Xml::parse(out.as_bytes()).unwrap();
        assert_eq!(again.root().named("pic").count(), 0);
        assert!(out.contains("<a:p><a:r><a:t>one</a:t></a:r></a:p>"), "{out}");
        let two = again.root().named("p").nth(1).unwrap();
        let look = two.down(&["r", "rPr"]).unwrap();
        assert_eq!((look.attribute("sz"), look.attribute("u")), (Some("2400"), None));
        assert_eq!(
            look.down(&["solidFill", "srgbClr", "alpha"]).unwrap().attribute("val"),
            Some("0")
        );
        assert_eq!(two.down(&["r", "t"]).unwrap().text(), "two & 3");
        assert_eq!(two.down(&["pPr", "buChar"]).unwrap().attribute("char"), Some("\u{a0}"));
        assert_eq!(state(&slide, &Hidden::new(), &Edits::default()), source);
    }
}
