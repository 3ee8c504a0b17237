//! Where a slide's links may lead: to the web, or to another slide.

use std::collections::BTreeSet;

use crate::convert::limits::URL_CHARS_MAX;
use crate::convert::package::{Relation, Relations, resolve};
use crate::convert::xml::{Edits, Xml, escape};

/// The address under which a jump to a slide goes through LibreOffice, whose own jumps go by
/// names that build steps would mix up. No such host can exist.
pub const JUMP: &str = "https://slide.xingtan.invalid/";

const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A slide among the slides that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Its part.
    pub part: &'a str,
    /// From 1.
    pub slide: u32,
    /// The parts of all slides that are shown, in order.
    pub all: &'a [String],
}

/// Whether people may follow this address from a page.
pub fn is_followed(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let is_known = matches!(scheme.as_deref(), Some("http" | "https" | "mailto"));
    is_known && url.chars().count() <= URL_CHARS_MAX && !url.chars().any(char::is_control)
}

/// The slide that a marked address jumps to.
pub fn jump_of(url: &str) -> Option<u32> {
    url.strip_prefix(JUMP)?.trim_end_matches('/').parse().ok()
}

/// Makes jumps marked addresses and takes out what else a click would do. Gives the relations
/// that the jumps need.
pub fn relink(slide: &Xml<'_>, place: Place<'_>, old: &Relations, edits: &mut Edits) -> Relations {
    let mut jumps = BTreeSet::new();
    for link in slide.root().descendants() {
        if !matches!(link.name(), "hlinkClick" | "hlinkMouseOver" | "hlinkHover") {
            continue;
        }
        let relation = link.prefixed("id").and_then(|id| old.get(id));
        let action = link.attribute("action").unwrap_or_default();
        match lead(action, relation, place) {
            Some(Lead::Web) if link.name() == "hlinkClick" => {}
            Some(Lead::Slide(to)) if link.name() == "hlinkClick" => {
                jumps.insert(to);
                let name = link.written_name();
                let link_to = format!("<{name} xmlns:xt=\"{KINDS}\" xt:id=\"xtJump{to}\"/>");
                edits.replace(link.whole(), link_to);
            }
            _ => edits.cut(link.whole()),
        }
    }
    let relation = |to: u32| Relation {
        id: format!("xtJump{to}"),
        kind: format!("{KINDS}/hyperlink"),
        target: format!("{JUMP}{to}"),
        is_external: true,
    };
    Relations(jumps.into_iter().map(relation).collect())
}

enum Lead {
    Web,
    Slide(u32),
}

fn lead(action: &str, relation: Option<&Relation>, place: Place<'_>) -> Option<Lead> {
    let count = u32::try_from(place.all.len()).unwrap_or(u32::MAX);
    if action.is_empty() {
        let relation = relation?;
        return (relation.is_external && is_followed(&relation.target)).then_some(Lead::Web);
    }
    let to = if action.starts_with("ppaction://hlinksldjump") {
        let part = resolve(place.part, &relation?.target)?;
        let at = place.all.iter().position(|other| *other == part)?;
        u32::try_from(at).ok()? + 1
    } else {
        match action.strip_prefix("ppaction://hlinkshowjump?jump=")? {
            "nextslide" => (place.slide < count).then(|| place.slide + 1)?,
            "previousslide" => (place.slide > 1).then(|| place.slide - 1)?,
            "firstslide" => 1,
            "lastslide" => count,
            _ => return None,
        }
    };
    Some(Lead::Slide(to))
}

/// The relations with which a part may go to LibreOffice: none leads out of the package but
/// addresses that people may follow, and none to what was left behind.
pub fn harmless(relations: Relations, is_kept: impl Fn(&str) -> bool) -> Relations {
    let stays = |relation: &Relation| {
        if relation.is_external {
            relation.is("hyperlink") && is_followed(&relation.target)
        } else {
            is_kept(&relation.target)
        }
    };
    Relations(relations.0.into_iter().filter(stays).collect())
}

/// How many relations lead to pictures or objects elsewhere.
pub fn outside(relations: &Relations) -> u32 {
    let is_outside = |relation: &&Relation| {
        relation.is_external
            && !["hyperlink", "video", "audio", "media"].iter().any(|kind| relation.is(kind))
    };
    u32::try_from(relations.0.iter().filter(is_outside).count()).unwrap_or(u32::MAX)
}

/// Makes the fields that count slides say this slide's number, as LibreOffice would count pages.
pub fn number(slide: &Xml<'_>, number: u32, edits: &mut Edits) {
    for field in slide.root().named("fld") {
        if field.attribute("type") != Some("slidenum") {
            continue;
        }
        let name = field.written_name();
        let prefix = name.strip_suffix("fld").unwrap_or_default();
        let look = field.child("rPr").map(|look| slide.source().get(look.whole()));
        let mut run = format!("<{prefix}r>").into_bytes();
        run.extend_from_slice(look.flatten().unwrap_or_default());
        run.extend_from_slice(
            format!("<{prefix}t>{}</{prefix}t></{prefix}r>", escape(&number.to_string()))
                .as_bytes(),
        );
        edits.replace(field.whole(), run);
    }
}
