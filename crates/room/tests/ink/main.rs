//! Ink: the golden files, and whatever else arrives.

#![expect(clippy::unwrap_used, reason = "a test that meets the unexpected shall stop there")]

mod golden;
mod random;

use xingtan_base::ids::PersonId;

fn bytes(hex: &str) -> Vec<u8> {
    assert!(hex.len().is_multiple_of(2), "{hex}");
    let digits = |n| u8::from_str_radix(&hex[n..n + 2], 16).unwrap();
    (0..hex.len()).step_by(2).map(digits).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn lin() -> PersonId {
    "019abc00-0000-7000-8000-000000000001".parse().unwrap()
}
