//! Data as a script: a page opened from a disk may fetch nothing, but may name scripts.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The name under which a page finds the manifest.
pub const MANIFEST: &str = "XINGTAN_PACK";
/// The same of the lesson.
pub const LESSON: &str = "XINGTAN_LESSON";
/// The same of what was drawn.
pub const INK: &str = "XINGTAN_INK";

/// A script that sets a name to a value.
///
/// # Panics
/// When the value has keys that are no texts.
pub fn write(name: &str, value: &impl Serialize) -> Vec<u8> {
    let json = serde_json::to_string(value).expect("the values of a pack have only text keys");
    wrap(name, json.as_bytes())
}

/// A script that sets a name to a value that is JSON already.
pub fn wrap(name: &str, json: &[u8]) -> Vec<u8> {
    [format!("window.{name} = ").as_bytes(), json, b";\n"].concat()
}

/// The value in a script that does nothing but set this name to it.
pub fn read<T: DeserializeOwned>(name: &str, script: &[u8]) -> Option<T> {
    serde_json::from_slice(json_in(name, script)?).ok()
}

fn json_in<'a>(name: &str, script: &'a [u8]) -> Option<&'a [u8]> {
    script.strip_prefix(format!("window.{name} = ").as_bytes())?.strip_suffix(b";\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_gives_its_value_and_nothing_but_a_value_is_read() {
        let script = write(LESSON, &["</script>", "\u{2028}"]);
        assert_eq!(read::<Vec<String>>(LESSON, &script).unwrap(), ["</script>", "\u{2028}"]);
        assert_eq!(read::<Vec<String>>(INK, &script), None);
        for script in ["window.XINGTAN_LESSON = [];alert(1);\n", "window.XINGTAN_LESSON = x;\n"] {
            assert_eq!(read::<Vec<String>>(LESSON, script.as_bytes()), None);
        }
    }
}
