//! Pictures, texts, and slides of other makers.

use std::ffi::OsString;
use std::fs;

use xingtan_library::convert::{Limits, Programs, Run, run};

use crate::bench::{Bench, code, labels};
use crate::making;
use crate::making::{pdf, pptx};

#[tokio::test]
async fn pictures_become_pages_in_their_order() {
    let bench = Bench::new();
    let files = [
        ("b.png", making::png(400, 200)),
        ("a.jpg", making::turned(&making::jpeg(400, 200))),
        ("c.png", making::png(100, 1_100)),
        ("d.png", making::png(400, 200)[..200].to_vec()),
    ];
    let converted = bench.convert(&files).await.unwrap();
    let pages = converted.pages.iter().map(|page| (page.height, page.problem.as_deref()));
    assert_eq!(
        pages.collect::<Vec<_>>(),
        [
            (8_000, None),
            (32_000, None),
            (9_000, Some("deck.too_large")),
            (9_000, Some("deck.broken"))
        ]
    );
    assert_eq!(labels(&converted), ["1", "2", "3", "4"]);
    // What was on the left is on top.
    let [red, _, blue] = bench.picture(2, 640).get_pixel(320, 320).0;
    assert!(red > 150 && blue < 90);
    assert_eq!(bench.words(1).text, "");
    let mixed = [("a.png", making::png(40, 20)), ("b.pdf", pdf::pages(&[pdf::Page::Word("x")]))];
    assert_eq!(code(&Bench::new().convert(&mixed).await), "deck.unsupported");
    let many = vec![("a.png", making::png(4, 2)); 101];
    assert_eq!(code(&Bench::new().convert(&many).await), "deck.too_many_pages");
}

#[tokio::test]
async fn slides_of_other_makers_convert_by_their_content() {
    let slide = pptx::Slide::new(&[pptx::title(2, "另一种课件")]);
    let deck = pptx::pptx(&[slide.clone(), slide], &[]);
    let programs = Programs::find().await;
    for kind in ["ppt", "odp"] {
        let bench = Bench::new();
        let folder = bench.folder.path().join("making");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("made.pptx"), &deck).unwrap();
        let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
        let words = ["--headless", &profile, "--convert-to", kind, "made.pptx"].map(OsString::from);
        let limits = Limits::default();
        let program = programs.soffice.as_deref().unwrap();
        let time = limits.office_time;
        let office = Run { time, ..Run::new(program, &words, &folder, &limits) };
        run(&programs.cage, office, &bench.cancelled).await.unwrap();
        let made = fs::read(folder.join(format!("made.{kind}"))).unwrap();
        // Its name says something else.
        let converted = bench.convert(&[("a.docx", made)]).await.unwrap();
        assert_eq!(labels(&converted), ["1", "2"], "{kind}");
        assert!(bench.words(2).text.contains("另一种课件"), "{kind}");
    }
}
