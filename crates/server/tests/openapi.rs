//! The committed description of the interface is the one the server gives.

#[test]
fn the_committed_description_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/generated/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    let fresh = xingtan_server::openapi::text().unwrap();
    assert!(committed == fresh, "docs/generated/openapi.json is stale: run `cargo xtask generate`");
}
