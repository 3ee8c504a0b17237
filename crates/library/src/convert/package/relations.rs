//! The relations of a part in an Office Open XML package: what its ids point to.

use crate::convert::xml::{Xml, XmlError, escape};

/// One relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What the part calls it: `rId3`.
    pub id: String,
    /// The address that names its kind.
    pub kind: String,
    /// As written: an address, or a path against the part's folder.
    pub target: String,
    /// Whether it leads out of the package.
    pub is_external: bool,
}

impl Relation {
    /// Whether its kind ends with this name: `slide`, `hyperlink`.
    pub fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// The relations of a part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Relations(pub Vec<Relation>);

impl Relations {
    /// Parses a `.rels` part.
    ///
    /// # Errors
    /// When it is no XML within bounds.
    pub fn parse(bytes: &[u8]) -> Result<Self, XmlError> {
        let xml = Xml::parse(bytes)?;
        let relations = xml.root().children().filter(|child| child.name() == "Relationship");
        let relation = |element: crate::convert::xml::Element<'_>| {
            Some(Relation {
                id: element.attribute("Id")?.to_owned(),
                kind: element.attribute("Type")?.to_owned(),
                target: element.attribute("Target")?.to_owned(),
                is_external: element.attribute("TargetMode") == Some("External"),
            })
        };
        Ok(Self(relations.filter_map(relation).collect()))
    }

    /// The relation of an id.
    pub fn get(&self, id: &str) -> Option<&Relation> {
        self.0.iter().find(|relation| relation.id == id)
    }

    /// Writes the part.
    pub fn write(&self) -> Vec<u8> {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
            <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
        );
        for relation in &self.0 {
            let [id, kind, target] =
                [&relation.id, &relation.kind, &relation.target].map(|text| escape(text));
            let mode = if relation.is_external { " TargetMode=\"External\"" } else { "" };
            out.push_str(&format!(
                "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"
            ));
        }
        out.push_str("</Relationships>");
        out.into_bytes()
    }
}

/// Where the relations of a part lie: `ppt/slides/_rels/slide1.xml.rels`.
pub fn relations_of(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The part that a target of this part's relations names; none when it leaves the package.
pub fn resolve(part: &str, target: &str) -> Option<String> {
    let target = target.split(['#', '?']).next().unwrap_or_default();
    let mut at: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => part.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(at.pop()?),
            step => at.push(step),
        }
    }
    Some(at.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_against_the_parts_folder() {
        for (part, target, found) in [
            ("ppt/slides/slide1.xml", "../media/a.png", Some("ppt/media/a.png")),
            ("ppt/presentation.xml", "slides/slide1.xml", Some("ppt/slides/slide1.xml")),
            ("ppt/presentation.xml", "/ppt/./x.xml", Some("ppt/x.xml")),
            ("a.xml", "../b.xml", None),
        ] {
            assert_eq!(resolve(part, target).as_deref(), found);
        }
        assert_eq!(relations_of("ppt/slides/slide1.xml"), "ppt/slides/_rels/slide1.xml.rels");
        assert_eq!(relations_of("a.xml"), "_rels/a.xml.rels");
    }

    #[test]
    fn what_is_written_reads_the_same() {
        let relation = Relation {
            id: "rId1".to_owned(),
            kind: "http://x/relationships/hyperlink".to_owned(),
            target: "https://x/?a=1&b=\"2\"".to_owned(),
            is_external: true,
        };
        let relations = Relations(vec![relation]);
        assert_eq!(Relations::parse(&relations.write()).unwrap(), relations);
        assert!(relations.0[0].is("hyperlink") && !relations.0[0].is("slide"));
    }
}
