//! XML parts as trees over their source: small, bounded, without entities or document types.
//! An element knows the bytes it stands on, so that a part can be changed without writing all of
//! it anew.

use std::ops::Range;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::limits::{XML_DEPTH_MAX, XML_NODES_MAX};

/// Why a part is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// It is not well formed.
    #[error("not well-formed XML: {0}")]
    Malformed(String),
    /// It declares a document type, which may hide entities.
    #[error("XML with a document type")]
    DocumentType,
    /// It is too deep or has too many elements.
    #[error("XML beyond its bounds")]
    TooLarge,
}

/// A parsed part.
#[derive(Debug)]
pub struct Xml<'a> {
    source: &'a [u8],
    /// In document order: the descendants of a node follow it.
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    name: String,
    parent: Option<usize>,
    opening: Range<usize>,
    whole: Range<usize>,
    /// By their names as written, with prefixes.
    attributes: Vec<(String, String)>,
    text: String,
    /// The node after its last descendant.
    next: usize,
}

/// An element of a part.
#[derive(Debug, Clone, Copy)]
pub struct Element<'x> {
    nodes: &'x [Node],
    source: &'x [u8],
    at: usize,
}

impl<'a> Xml<'a> {
    /// Parses a part.
    ///
    /// # Errors
    /// When it is malformed, has a document type, or is beyond its bounds.
    pub fn parse(source: &'a [u8]) -> Result<Self, XmlError> {
        Parsing::new(source, false).run()
    }

    /// Parses what a program of ours printed: its document type is passed over.
    ///
    /// # Errors
    /// When it is malformed or beyond its bounds.
    pub fn parse_printed(source: &'a [u8]) -> Result<Self, XmlError> {
        Parsing::new(source, true).run()
    }

    /// The outermost element.
    pub fn root(&self) -> Element<'_> {
        Element { nodes: &self.nodes, source: self.source, at: 0 }
    }

    /// The bytes it was parsed from, from which elements count.
    pub fn source(&self) -> &'a [u8] {
        self.source
    }
}

struct Parsing<'a> {
    source: &'a [u8],
    nodes: Vec<Node>,
    open: Vec<usize>,
    passes_document_type: bool,
}

impl<'a> Parsing<'a> {
    fn new(source: &'a [u8], passes_document_type: bool) -> Self {
        let source = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
        Self { source, nodes: Vec::new(), open: Vec::new(), passes_document_type }
    }

    fn run(mut self) -> Result<Xml<'a>, XmlError> {
        let mut reader = Reader::from_reader(self.source);
        loop {
            let before = position(&reader);
            let event = reader.read_event().map_err(malformed)?;
            let bytes = before..position(&reader);
            match event {
                Event::Start(tag) => self.start(&tag, bytes)?,
                Event::Empty(tag) => {
                    self.start(&tag, bytes.clone())?;
                    self.end(bytes.end)?;
                }
                Event::End(_) => self.end(bytes.end)?,
                Event::Text(text) => self.text(&text.xml10_content().map_err(malformed)?),
                Event::CData(text) => self.text(&text.decode().map_err(malformed)?),
                Event::GeneralRef(name) => {
                    let name = name.decode().map_err(malformed)?;
                    let text = quick_xml::escape::unescape(&format!("&{name};"))
                        .map_err(malformed)?
                        .into_owned();
                    self.text(&text);
                }
                Event::DocType(_) if !self.passes_document_type => {
                    return Err(XmlError::DocumentType);
                }
                Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::DocType(_) => {}
                Event::Eof => break,
            }
        }
        if self.nodes.is_empty() || !self.open.is_empty() {
            return Err(XmlError::Malformed("it ends too early".to_owned()));
        }
        Ok(Xml { source: self.source, nodes: self.nodes })
    }

    fn start(&mut self, tag: &BytesStart<'_>, opening: Range<usize>) -> Result<(), XmlError> {
        if self.nodes.len() >= XML_NODES_MAX || self.open.len() >= XML_DEPTH_MAX {
            return Err(XmlError::TooLarge);
        }
        if self.open.is_empty() && !self.nodes.is_empty() {
            return Err(XmlError::Malformed("two roots".to_owned()));
        }
        let mut attributes = Vec::new();
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(malformed)?;
            let decoder = tag.decoder();
            let value = attribute
                .decoded_and_normalized_value(XmlVersion::Implicit1_0, decoder)
                .map_err(malformed)?;
            attributes.push((lossy(attribute.key.as_ref()), value.into_owned()));
        }
        let at = self.nodes.len();
        self.nodes.push(Node {
            name: lossy(tag.local_name().as_ref()),
            parent: self.open.last().copied(),
            whole: opening.clone(),
            opening,
            attributes,
            text: String::new(),
            next: at + 1,
        });
        self.open.push(at);
        Ok(())
    }

    fn end(&mut self, end: usize) -> Result<(), XmlError> {
        let at = self.open.pop().ok_or_else(|| malformed("an end without a start"))?;
        let next = self.nodes.len();
        if let Some(node) = self.nodes.get_mut(at) {
            node.whole.end = end;
            node.next = next;
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(node) = self.open.last().and_then(|at| self.nodes.get_mut(*at)) {
            node.text.push_str(text);
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn malformed(why: impl ToString) -> XmlError {
    XmlError::Malformed(why.to_string())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

impl<'x> Element<'x> {
    fn node(self) -> &'x Node {
        &self.nodes[self.at]
    }

    fn with(self, at: usize) -> Self {
        Self { at, ..self }
    }

    /// Its name without prefix.
    pub fn name(self) -> &'x str {
        &self.node().name
    }

    /// Its name as written, with prefix.
    pub fn written_name(self) -> &'x str {
        let tag = self.source.get(self.node().opening.clone()).unwrap_or_default();
        let name = tag.strip_prefix(b"<").unwrap_or(tag);
        let end = name.iter().position(|byte| b" \t\r\n/>".contains(byte)).unwrap_or(name.len());
        std::str::from_utf8(&name[..end]).unwrap_or_default()
    }

    /// An attribute without prefix.
    pub fn attribute(self, name: &str) -> Option<&'x str> {
        self.node().attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// An attribute with any prefix: `r:id` for `id`.
    pub fn prefixed(self, name: &str) -> Option<&'x str> {
        let has_name = |key: &str| key.split_once(':').is_some_and(|(_, local)| local == name);
        let found = self.node().attributes.iter().find(|(key, _)| has_name(key));
        found.map(|(_, value)| value.as_str())
    }

    /// Its attributes without prefix.
    pub fn attributes(self) -> impl Iterator<Item = (&'x str, &'x str)> {
        let all = self.node().attributes.iter();
        all.filter(|(key, _)| !key.contains(':')).map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The text directly in it.
    pub fn text(self) -> &'x str {
        &self.node().text
    }

    /// Its bytes, from the opening tag to the closing one.
    pub fn whole(self) -> Range<usize> {
        self.node().whole.clone()
    }

    /// The bytes of its opening tag.
    pub fn opening(self) -> Range<usize> {
        self.node().opening.clone()
    }

    /// The element around it.
    pub fn parent(self) -> Option<Self> {
        self.node().parent.map(|at| self.with(at))
    }

    /// The elements around it, from within.
    pub fn ancestors(self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.parent(), |element| element.parent())
    }

    /// The elements directly in it.
    pub fn children(self) -> impl Iterator<Item = Self> {
        let (first, end) = (self.at + 1, self.node().next);
        let next = move |at: &usize| self.nodes.get(*at).map(|node| node.next);
        let starts = std::iter::successors(Some(first), next);
        starts.take_while(move |at| *at < end).map(move |at| self.with(at))
    }

    /// The first element of a name directly in it.
    pub fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// Follows names down.
    pub fn down(self, names: &[&str]) -> Option<Self> {
        names.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements in it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Self> {
        (self.at + 1..self.node().next).map(move |at| self.with(at))
    }

    /// All elements of a name in it.
    pub fn named(self, name: &str) -> impl Iterator<Item = Self> {
        self.descendants().filter(move |element| element.name() == name)
    }
}

/// Changes to a part: ranges of bytes, each with what stands there instead.
#[derive(Debug, Clone, Default)]
pub struct Edits {
    changes: Vec<(Range<usize>, Vec<u8>)>,
}

impl Edits {
    /// Takes bytes out.
    pub fn cut(&mut self, range: Range<usize>) {
        self.changes.push((range, Vec::new()));
    }

    /// Puts other bytes in their place.
    pub fn replace(&mut self, range: Range<usize>, with: impl Into<Vec<u8>>) {
        self.changes.push((range, with.into()));
    }

    /// The part with all changes; one inside another's range is gone with it.
    pub fn apply(mut self, source: &[u8]) -> Vec<u8> {
        // The widest first, where several begin at one place.
        self.changes.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let (mut out, mut at) = (Vec::with_capacity(source.len()), 0);
        for (range, with) in self.changes {
            if range.start < at || range.end > source.len() {
                continue;
            }
            out.extend_from_slice(&source[at..range.start]);
            out.extend_from_slice(&with);
            at = range.end;
        }
        out.extend_from_slice(&source[at..]);
        out
    }
}

/// Text as it stands in XML.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_their_bytes_and_relatives() {
        let source = br#"<?xml version="1.0"?>
            <a:r xmlns:a="x"><a:b r:id="7" id='1'/>t&amp;<a:c><d>&#20013;</d></a:c></a:r>"#;
        let xml = Xml::parse(source).unwrap();
        let root = xml.root();
        let names: Vec<&str> = root.children().map(Element::name).collect();
        assert_eq!(names, ["b", "c"]);
        let b = root.child("b").unwrap();
        assert_eq!((b.attribute("id"), b.prefixed("id")), (Some("1"), Some("7")));
        assert_eq!(&source[b.whole()], br#"<a:b r:id="7" id='1'/>"#);
        assert_eq!((b.written_name(), root.text()), ("a:b", "t&"));
        assert_eq!(root.down(&["c", "d"]).unwrap().text(), "中");
        assert_eq!(root.named("d").count(), 1);
        let mut edits = Edits::default();
        edits.cut(root.child("c").unwrap().whole());
        edits.replace(root.named("d").next().unwrap().whole(), "never");
        let out = edits.apply(xml.source());
        assert!(out.ends_with(b"t&amp;</a:r>"), "{}", String::from_utf8_lossy(&out));
    }

    #[test]
    fn what_hides_more_than_it_shows_is_refused() {
        let bomb = br#"<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>"#;
        assert_eq!(Xml::parse(bomb).unwrap_err(), XmlError::DocumentType);
        let deep = "<x>".repeat(XML_DEPTH_MAX + 1);
        assert_eq!(Xml::parse(deep.as_bytes()).unwrap_err(), XmlError::TooLarge);
        for bad in ["", "<x>", "<x/><y/>", "</x>", "<x>&nope;</x>", "<x a='&nope;'/>", "<x></y>"] {
            assert!(matches!(Xml::parse(bad.as_bytes()), Err(XmlError::Malformed(_))), "{bad}");
        }
    }
}
