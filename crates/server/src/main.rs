//! The `xingtan` command.
fn main() {}
