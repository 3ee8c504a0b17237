//! What a password must be.

use crate::limits::{PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN};
use crate::signin_names::fold;

const COMMON: [&str; 14] = [
    "12345678",
    "123456789",
    "1234567890",
    "87654321",
    "11111111",
    "88888888",
    "00000000",
    "66666666",
    "password",
    "password1",
    "qwertyui",
    "qwerty123",
    "abcd1234",
    "a1234567",
];

/// Why a password cannot be used, as a stable code.
pub fn fault(password: &str, name: &str) -> Option<&'static str> {
    let chars = password.chars().count();
    let folded = fold(password);
    if chars < PASSWORD_CHARS_MIN {
        Some("too_short")
    } else if chars > PASSWORD_CHARS_MAX {
        Some("too_long")
    } else if folded == fold(name) || COMMON.contains(&folded.as_str()) {
        Some("too_easy")
    } else {
        None
    }
}
