//! Where the pages of a PDF lead, and what its outline calls them, as `qpdf --json` prints it.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::words::whole_number;
use crate::convert::converted::{Area, Link};
use crate::convert::limits::{PAGE_LINKS_MAX, PAGE_UNITS, TITLE_CHARS_MAX};
use crate::convert::pptx::is_followed;

/// How many references lead to one thing, and how many pages' groups lie around a page.
const HOPS_MAX: usize = 64;

/// How many nodes of the tree of names are looked at.
const NAME_NODES_MAX: usize = 20_000;

/// What is known of the pages beyond their pictures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leads {
    /// By page, from 1.
    pub links: BTreeMap<u32, Vec<Link>>,
    /// By page, from 1.
    pub titles: BTreeMap<u32, String>,
}

/// Reads links and titles; what cannot be understood is left out.
pub fn links(printed: &[u8]) -> Leads {
    let Ok(json) = serde_json::from_slice::<Value>(printed) else { return Leads::default() };
    let objects = json.get("qpdf").and_then(|qpdf| qpdf.get(1)).and_then(Value::as_object);
    let Some((objects, pages)) = objects.zip(json.get("pages").and_then(Value::as_array)) else {
        return Leads::default();
    };
    let pdf = Pdf::new(objects, pages);
    let mut leads = Leads::default();
    for (number, page) in (1_u32..).zip(pages) {
        if let Some(title) = title(page) {
            leads.titles.insert(number, title);
        }
        let links = pdf.links_of(page);
        if !links.is_empty() {
            leads.links.insert(number, links);
        }
    }
    leads
}

/// The first entry of the outline that leads to a page.
fn title(page: &Value) -> Option<String> {
    let title = page.get("outlines")?.get(0)?.get("title")?.as_str()?;
    let title = title.strip_prefix("u:").unwrap_or(title);
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then(|| title.chars().take(TITLE_CHARS_MAX).collect())
}

struct Pdf<'a> {
    objects: &'a Map<String, Value>,
    /// Pages by the name of their object.
    numbers: HashMap<&'a str, u32>,
    /// Places by their names.
    names: HashMap<String, &'a Value>,
}

impl<'a> Pdf<'a> {
    fn new(objects: &'a Map<String, Value>, pages: &'a [Value]) -> Self {
        let object = |page: &'a Value| page.get("object").and_then(Value::as_str);
        let numbers = (1_u32..).zip(pages).filter_map(|(at, page)| Some((object(page)?, at)));
        let mut pdf = Self { objects, numbers: numbers.collect(), names: HashMap::new() };
        pdf.names = pdf.find_names().unwrap_or_default();
        pdf
    }

    /// The thing itself, where a reference to it may stand.
    fn real(&self, mut value: &'a Value) -> Option<&'a Value> {
        for _ in 0..HOPS_MAX {
            let Some(text) = value.as_str().filter(|text| text.ends_with(" R")) else {
                return Some(value);
            };
            let object = self.objects.get(&format!("obj:{text}"))?;
            value = object.get("value").or_else(|| object.get("stream")?.get("dict"))?;
        }
        None
    }

    fn get(&self, of: &'a Value, key: &str) -> Option<&'a Value> {
        self.real(self.real(of)?.get(key)?)
    }

    fn find_names(&self) -> Option<HashMap<String, &'a Value>> {
        let root = self.get(self.objects.get("trailer")?.get("value")?, "/Root")?;
        let mut names = HashMap::new();
        for (name, place) in
            self.get(root, "/Dests").and_then(Value::as_object).into_iter().flatten()
        {
            names.insert(name.clone(), place);
        }
        let tree = self.get(root, "/Names").and_then(|names| self.get(names, "/Dests"));
        let mut waiting: Vec<&Value> = tree.into_iter().collect();
        for _ in 0..NAME_NODES_MAX {
            let Some(node) = waiting.pop() else { break };
            for kid in self.get(node, "/Kids").and_then(Value::as_array).into_iter().flatten() {
                waiting.extend(self.real(kid));
            }
            let pairs = self.get(node, "/Names").and_then(Value::as_array);
            for pair in pairs.map(|pairs| pairs.chunks_exact(2)).into_iter().flatten() {
                if let Some(name) = self.real(&pair[0]).and_then(text) {
                    names.insert(name, &pair[1]);
                }
            }
        }
        Some(names)
    }

    fn links_of(&self, page: &'a Value) -> Vec<Link> {
        let Some(page) = page.get("object").and_then(|object| self.real(object)) else {
            return Vec::new();
        };
        let Some(sheet) = self.sheet(page) else { return Vec::new() };
        let notes = self.get(page, "/Annots").and_then(Value::as_array);
        let links = notes.into_iter().flatten().filter_map(|note| {
            let note = self.real(note)?;
            if self.get(note, "/Subtype")?.as_str() != Some("/Link") {
                return None;
            }
            let area = sheet.area(self.corners(self.get(note, "/Rect")?)?)?;
            let link = self.lead(note)?;
            Some(Link { area, ..link })
        });
        links.take(PAGE_LINKS_MAX).collect()
    }

    fn lead(&self, note: &'a Value) -> Option<Link> {
        let to = |page| Link { area: Area::default(), url: None, page: Some(page) };
        if let Some(place) = self.get(note, "/Dest") {
            return self.page_at(place).map(to);
        }
        let action = self.get(note, "/A")?;
        match self.get(action, "/S")?.as_str()? {
            "/GoTo" => self.page_at(self.get(action, "/D")?).map(to),
            "/URI" => {
                let url = text(self.get(action, "/URI")?).filter(|url| is_followed(url))?;
                Some(Link { area: Area::default(), url: Some(url), page: None })
            }
            _ => None,
        }
    }

    fn page_at(&self, mut place: &'a Value) -> Option<u32> {
        for _ in 0..HOPS_MAX {
            match self.real(place)? {
                Value::Array(parts) => {
                    return self.numbers.get(parts.first()?.as_str()?).copied();
                }
                Value::Object(parts) => place = parts.get("/D")?,
                name => place = self.names.get(&text(name)?)?,
            }
        }
        None
    }

    fn corners(&self, value: &'a Value) -> Option<[f64; 4]> {
        let sides = value.as_array()?.iter().map(|side| self.real(side)?.as_f64());
        let [a, b, c, d] = sides.collect::<Option<Vec<f64>>>()?.try_into().ok()?;
        let corners = [f64::min(a, c), f64::min(b, d), f64::max(a, c), f64::max(b, d)];
        corners.iter().all(|side| side.is_finite() && side.abs() < 1e7).then_some(corners)
    }

    fn sheet(&self, page: &'a Value) -> Option<Sheet> {
        let paper = self.corners(self.inherited(page, "/MediaBox")?)?;
        let cut = self.inherited(page, "/CropBox").and_then(|cut| self.corners(cut));
        let cut = cut.unwrap_or(paper);
        let seen = [
            f64::max(paper[0], cut[0]),
            f64::max(paper[1], cut[1]),
            f64::min(paper[2], cut[2]),
            f64::min(paper[3], cut[3]),
        ];
        let seen = if seen[0] < seen[2] && seen[1] < seen[3] { seen } else { paper };
        let turn = self.inherited(page, "/Rotate").and_then(Value::as_i64).unwrap_or(0);
        Some(Sheet { seen, turn: turn.rem_euclid(360) })
    }

    fn inherited(&self, page: &'a Value, key: &str) -> Option<&'a Value> {
        let mut at = page;
        for _ in 0..HOPS_MAX {
            if let Some(found) = self.get(at, key) {
                return Some(found);
            }
            at = self.get(at, "/Parent")?;
        }
        None
    }
}

/// A page's visible part, and by how much it is turned clockwise.
struct Sheet {
    seen: [f64; 4],
    turn: i64,
}

impl Sheet {
    fn area(&self, corners: [f64; 4]) -> Option<Area> {
        let [left, bottom, right, top] = self.seen;
        let (wide, high) = (right - left, top - bottom);
        let [x0, x1] = [corners[0] - left, corners[2] - left].map(|x| x.clamp(0.0, wide));
        let [y0, y1] = [corners[1] - bottom, corners[3] - bottom].map(|y| y.clamp(0.0, high));
        let (x, y, w, h) = match self.turn {
            90 => (y0, x0, y1 - y0, x1 - x0),
            180 => (wide - x1, y0, x1 - x0, y1 - y0),
            270 => (high - y1, wide - x1, y1 - y0, x1 - x0),
            _ => (x0, high - y1, x1 - x0, y1 - y0),
        };
        let across = if matches!(self.turn, 90 | 270) { high } else { wide };
        if across <= 0.0 || w <= 0.0 || h <= 0.0 {
            return None;
        }
        let unit = f64::from(PAGE_UNITS) / across;
        let [x, y, w, h] = [x, y, w, h].map(|side| whole_number(side * unit));
        Some(Area { x, y, w, h })
    }
}

/// A string or name: QPDF says which by how it begins.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    if let Some(text) = text.strip_prefix("u:") {
        return Some(text.to_owned());
    }
    if let Some(hex) = text.strip_prefix("b:") {
        let digit =
            |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let bytes = hex.as_bytes().chunks_exact(2);
        let bytes = bytes.map(|two| Some(digit(two[0])? << 4 | digit(two[1])?));
        return Some(String::from_utf8_lossy(&bytes.collect::<Option<Vec<u8>>>()?).into_owned());
    }
    text.starts_with('/').then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(page: Value, note: Value, wanted: Option<Link>) {
        let json = json!({
            "pages": [
                {"object": "1 0 R", "outlines": [{"title": "第一章"}]},
                {"object": "2 0 R", "outlines": []}
            ],
            "qpdf": [{}, {
                "obj:1 0 R": {"value": page},
                "obj:2 0 R": {"value": {}},
                "obj:3 0 R": {"value": note},
                "obj:4 0 R": {"value": {"/MediaBox": [0, 0, 800, 400]}},
                "obj:5 0 R": {"value":
                    {"/Names": {"/Dests": "6 0 R"}, "/Dests": {"/old": ["2 0 R"]}}},
                "obj:6 0 R": {"value":
                    {"/Kids": ["6 0 R"], "/Names": ["u:here", {"/D": ["2 0 R"]}]}},
                "obj:7 0 R": {"value": "7 0 R"},
                "trailer": {"value": {"/Root": "5 0 R"}}
            }]
        });
        let leads = links(&serde_json::to_vec(&json).unwrap());
        assert_eq!(leads.titles, BTreeMap::from([(1, "第一章".to_owned())]));
        let wanted: BTreeMap<u32, Vec<Link>> =
            wanted.map(|link| (1, vec![link])).into_iter().collect();
        assert_eq!(leads.links, wanted);
    }

    #[test]
    fn links_lie_where_they_are_seen() {
        let note = json!({"/Subtype": "/Link", "/Rect": [80, 40, 180, 60],
            "/A": {"/S": "/URI", "/URI": "u:https://example.org/"}});
        for (turn, crop, [x, y, w, h]) in [
            (0, json!(null), [1600, 6800, 2000, 400]),
            (90, json!(null), [1600, 3200, 800, 4000]),
            (180, json!(null), [12_400, 800, 2000, 400]),
            (-90, json!(null), [13_600, 24_800, 800, 4000]),
            (0, json!([40, 0, 840, 400]), [842, 7158, 2105, 421]),
        ] {
            let mut page = json!({"/Parent": "4 0 R", "/Annots": ["3 0 R"], "/Rotate": turn});
            if crop.is_array() {
                page["/CropBox"] = crop;
            }
            let url = Some("https://example.org/".to_owned());
            check(page, note.clone(), Some(Link { area: Area { x, y, w, h }, url, page: None }));
        }
    }

    #[test]
    fn places_are_found_by_name_and_circles_end() {
        let page = json!({"/Parent": "4 0 R", "/Annots": ["3 0 R"]});
        let note =
            |dest: Value| json!({"/Subtype": "/Link", "/Rect": [0, 0, 10, 10], "/Dest": dest});
        let area = Area { x: 0, y: 7800, w: 200, h: 200 };
        let second = Some(Link { area, url: None, page: Some(2) });
        for dest in [json!("u:here"), json!("/old"), json!(["2 0 R", "/Fit"])] {
            check(page.clone(), note(dest), second.clone());
        }
        for dest in [json!("u:nowhere"), json!("7 0 R"), json!(7)] {
            check(page.clone(), note(dest), None);
        }
        let script = json!({"/Subtype": "/Link", "/Rect": [0, 0, 10, 10],
            "/A": {"/S": "/URI", "/URI": "u:javascript:alert(1)"}});
        check(page, script, None);
    }
}
