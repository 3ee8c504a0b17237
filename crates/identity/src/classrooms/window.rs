//! What a screen may ask for.

use axum::http::Method;

/// Whether a request is one that a screen may make: what shows it a lesson, and what shows the
/// lesson its class. Anything else it is refused as one whom nobody signed in.
pub(crate) fn is_open_to_screens(method: &Method, path: &str) -> bool {
    let is_read = method == Method::GET;
    let Some(rest) = path.strip_prefix("/api/lessons/") else {
        return is_read && path.starts_with("/ws/rooms/");
    };
    is_read || shows_class(method, rest)
}

/// The stage, by its own rules, and a still of the class.
fn shows_class(method: &Method, rest: &str) -> bool {
    let mut steps = rest.split('/').skip(1);
    match (steps.next(), steps.next(), steps.next()) {
        (Some("whip" | "whep"), None, None) => [Method::POST, Method::OPTIONS].contains(method),
        (Some("whip" | "whep"), Some(_), None) => method == Method::DELETE,
        (Some("whep"), Some(_), Some("lines")) => method == Method::PUT,
        (Some("classes"), Some(_), Some("still")) => method == Method::PUT,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_sees_lessons_shows_its_class_and_changes_nothing() {
        for (method, path, may) in [
            (Method::GET, "/api/lessons/018f/entries", true),
            (Method::GET, "/ws/rooms/018f", true),
            (Method::POST, "/api/lessons/018f/whip", true),
            (Method::OPTIONS, "/api/lessons/018f/whep", true),
            (Method::DELETE, "/api/lessons/018f/whip/s", true),
            (Method::PUT, "/api/lessons/018f/whep/s/lines", true),
            (Method::PUT, "/api/lessons/018f/classes/018c/still", true),
            (Method::PUT, "/api/lessons/018f/whip/s/lines", false),
            (Method::PUT, "/api/lessons/018f/classes/018c", false),
            (Method::POST, "/api/lessons/018f/classes/018c/still", false),
            (Method::DELETE, "/api/lessons/018f/notes/s", false),
            (Method::POST, "/api/lessons/018f/notes", false),
            (Method::GET, "/api/lessons", false),
            (Method::GET, "/api/me", false),
            (Method::GET, "/api/sessions", false),
            (Method::PUT, "/api/me/password", false),
        ] {
            assert_eq!(is_open_to_screens(&method, path), may, "{method} {path}");
        }
    }
}
