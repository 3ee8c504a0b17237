//! The shapes of a slide: their ids, paragraphs and boxes.

use crate::convert::xml::{Element, Xml};

const SHAPES: [&str; 6] = ["sp", "pic", "graphicFrame", "grpSp", "cxnSp", "contentPart"];

/// How deep groups may lie in groups; boxes deeper are taken as they are.
const GROUPS_MAX: usize = 32;

/// A box in the slide's own units (EMU).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// Every shape of a slide with its id. A shape that stands twice, once for programs that do not
/// know it, comes twice with the same id.
pub fn shapes<'x>(slide: &'x Xml<'_>) -> impl Iterator<Item = (u32, Element<'x>)> {
    let elements = slide.root().descendants();
    elements.filter_map(|element| Some((shape_id(element)?, element)))
}

/// The id of a shape; none when the element is no shape.
pub fn shape_id(element: Element<'_>) -> Option<u32> {
    SHAPES.contains(&element.name()).then_some(())?;
    properties(element)?.child("cNvPr")?.attribute("id")?.parse().ok()
}

/// The element with what a shape is called and is for: `nvSpPr`, `nvPicPr` …
pub fn properties(shape: Element<'_>) -> Option<Element<'_>> {
    shape.children().find(|child| child.name().starts_with("nv") && child.name().ends_with("Pr"))
}

/// What place of the layout a shape fills: `title`, `body`, `sldNum`.
pub fn placeholder(shape: Element<'_>) -> Option<&str> {
    let place = properties(shape)?.down(&["nvPr", "ph"])?;
    Some(place.attribute("type").unwrap_or("obj"))
}

/// The paragraphs of a shape.
pub fn paragraphs(shape: Element<'_>) -> impl Iterator<Item = Element<'_>> {
    let body = shape.child("txBody");
    body.into_iter().flat_map(Element::children).filter(|child| child.name() == "p")
}

/// The text of a paragraph; line breaks are spaces.
pub fn text_of(paragraph: Element<'_>) -> String {
    let mut text = String::new();
    for element in paragraph.descendants() {
        match element.name() {
            "t" => text.push_str(element.text()),
            "br" => text.push(' '),
            _ => {}
        }
    }
    text
}

/// Where a shape lies on the slide; none when its layout says so.
pub fn frame(shape: Element<'_>) -> Option<Frame> {
    let mut frame = own_frame(shape)?;
    for group in shape.ancestors().filter(|around| around.name() == "grpSp").take(GROUPS_MAX) {
        let Some(place) = group.down(&["grpSpPr", "xfrm"]) else { continue };
        let (Some(outer), Some(inner)) = (pair(place, "off", "ext"), pair(place, "chOff", "chExt"))
        else {
            continue;
        };
        let (wide, high) = (ratio(outer.w, inner.w), ratio(outer.h, inner.h));
        frame = Frame {
            x: outer.x + (frame.x - inner.x) * wide,
            y: outer.y + (frame.y - inner.y) * high,
            w: frame.w * wide,
            h: frame.h * high,
        };
    }
    Some(frame)
}

fn own_frame(shape: Element<'_>) -> Option<Frame> {
    let place = match shape.name() {
        "graphicFrame" => shape.child("xfrm")?,
        _ => shape.down(&["spPr", "xfrm"])?,
    };
    pair(place, "off", "ext")
}

fn pair(place: Element<'_>, from: &str, size: &str) -> Option<Frame> {
    let number = |of: &str, key| place.child(of)?.attribute(key)?.parse::<f64>().ok();
    let [x, y, w, h] =
        [number(from, "x")?, number(from, "y")?, number(size, "cx")?, number(size, "cy")?];
    let is_sane = [x, y, w, h].iter().all(|length| length.is_finite() && length.abs() < 1e12);
    is_sane.then_some(Frame { x, y, w, h })
}

fn ratio(outer: f64, inner: f64) -> f64 {
    if inner.abs() < 1.0 { 1.0 } else { outer / inner }
}
