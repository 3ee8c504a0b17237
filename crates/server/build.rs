//! Chooses which pages the binary carries. Never runs npm and never downloads.

#[path = "build/web_source.rs"]
mod web_source;

use std::path::Path;
use std::{env, fs};

fn main() {
    let crate_dir = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let crate_dir = Path::new(&crate_dir);
    let web = crate_dir.join("../../web");
    let dist = web.join("dist");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed={}", dist.join(web_source::STAMP).display());
    let is_release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let is_built = dist.join("index.html").is_file();
    if is_release {
        println!("cargo::rerun-if-changed={}", web.join("src").display());
        assert!(is_built, "the pages are not built; run `cargo xtask web` first");
        let stamp = fs::read_to_string(dist.join(web_source::STAMP)).unwrap_or_default();
        let hash = web_source::hash(&web).expect("the web's sources can be read");
        assert!(
            stamp.trim() == hash,
            "the pages are older than their sources; run `cargo xtask web` first"
        );
    }
    let folder = if is_built { dist } else { crate_dir.join("no-web") };
    println!("cargo::rustc-env=XINGTAN_WEB_DIST={}", folder.display());
}
