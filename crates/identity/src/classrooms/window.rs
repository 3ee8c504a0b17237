//! What a screen may ask for.

use axum::http::Method;

/// Whether a request is one that a screen may make: what shows it a lesson. Anything else it is
/// refused as one whom nobody signed in.
pub(crate) fn is_open_to_screens(method: &Method, path: &str) -> bool {
    let is_read = method == Method::GET;
    is_read && (path.starts_with("/api/lessons/") || path.starts_with("/ws/rooms/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_screen_sees_lessons_and_changes_nothing() {
        for (method, path, may) in [
            (Method::GET, "/api/lessons/018f/entries", true),
            (Method::GET, "/ws/rooms/018f", true),
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
