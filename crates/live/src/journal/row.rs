//! An entry as a row, and back.

use serde_json::{Map, Value as Json};
use xingtan_base::ids::{ClassId, ClientId, PersonId};
use xingtan_platform::db::{self, Row, Value};
use xingtan_room::entry::{Body, Entry, See, SeeClass, SeePerson};

/// The columns of an entry, in the order of [`values`].
pub const COLUMNS: &str =
    "lesson, seq, at_ms, kind, v, by_person, class, client_id, see, see_ref, body, surface";

/// The values of an entry's columns; the lesson's id stands first.
pub fn values(lesson: &str, entry: &Entry) -> [Value; 12] {
    let (kind, body) = split(&entry.body);
    let (see, see_ref) = match entry.see {
        See::Everyone => ("everyone", Value::Null),
        See::Staff => ("staff", Value::Null),
        See::Class(to) => ("class", to.class.into()),
        See::Person(to) => ("person", to.person.into()),
    };
    let surface = match &entry.body {
        Body::InkDrawn(said) => said.op.surface().map_or(Value::Null, Value::from),
        _ => Value::Null,
    };
    [
        lesson.into(),
        entry.seq.into(),
        entry.at_ms.into(),
        kind.into(),
        i64::from(entry.v).into(),
        entry.by.into(),
        entry.class.into(),
        entry.client_id.into(),
        see.into(),
        see_ref,
        body.into(),
        surface,
    ]
}

/// The kind of an entry's body, as it stands on the wire.
pub fn kind(body: &Body) -> String {
    split(body).0
}

/// Reads an entry. Every reading of the journal goes through here, so that blanked text has one
/// place to be dealt with.
///
/// # Errors
/// When the row does not hold an entry.
pub fn read(row: &Row) -> Result<Entry, db::Error> {
    let see_text: String = row.get("see")?;
    let see = match see_text.as_str() {
        "everyone" => See::Everyone,
        "staff" => See::Staff,
        "class" => See::Class(SeeClass { class: row.get::<ClassId>("see_ref")? }),
        "person" => See::Person(SeePerson { person: row.get::<PersonId>("see_ref")? }),
        other => return Err(row.broken("see", format!("{other:?} is no audience"))),
    };
    let kind: String = row.get("kind")?;
    let text: String = row.get("body")?;
    let body = join(kind, &text).map_err(|error| row.broken("body", error.to_string()))?;
    Ok(Entry {
        seq: row.get("seq")?,
        at_ms: row.get("at_ms")?,
        v: row.get("v")?,
        by: row.get::<Option<PersonId>>("by_person")?,
        class: row.get::<Option<ClassId>>("class")?,
        client_id: row.get::<Option<ClientId>>("client_id")?,
        see,
        body,
    })
}

fn split(body: &Body) -> (String, String) {
    let Ok(Json::Object(mut whole)) = serde_json::to_value(body) else {
        return (String::new(), String::new());
    };
    let kind = match whole.remove("kind") {
        Some(Json::String(kind)) => kind,
        _ => String::new(),
    };
    let inner = whole.remove("body").unwrap_or_else(|| Json::Object(Map::new()));
    (kind, inner.to_string())
}

fn join(kind: String, text: &str) -> Result<Body, serde_json::Error> {
    let mut whole = Map::new();
    whole.insert("kind".to_owned(), Json::String(kind));
    whole.insert("body".to_owned(), serde_json::from_str(text)?);
    serde_json::from_value(Json::Object(whole))
}

#[cfg(test)]
mod tests {
    use xingtan_room::entry::{AnnouncementPosted, LessonClosed};

    use super::*;

    #[test]
    fn a_body_survives_its_row() {
        for body in [
            Body::LessonClosed(LessonClosed {}),
            Body::AnnouncementPosted(AnnouncementPosted { text: "静一静".to_owned() }),
        ] {
            let (kind, text) = split(&body);
            assert_eq!(join(kind, &text).unwrap(), body);
        }
    }
}
