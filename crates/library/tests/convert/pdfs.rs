//! PDF: pages, words, links, and what is refused.

use std::time::{Duration, Instant};

use xingtan_library::convert::Programs;

use crate::bench::{Bench, code, labels};
use crate::making::pdf;
use crate::making::pdf::Page::{Missing, Tall, Word};

#[tokio::test]
async fn a_page_that_fails_spoils_no_other() {
    let bench = Bench::new();
    let bytes = pdf::pages(&[Word("first"), Tall, Missing, Word("fourth")]);
    let converted = bench.convert(&[("a.pdf", bytes)]).await.unwrap();
    assert_eq!(labels(&converted), ["1", "2", "3", "4"]);
    let problems = converted.pages.iter().map(|page| page.problem.as_deref());
    assert_eq!(
        problems.collect::<Vec<_>>(),
        [None, Some("deck.too_large"), None, Some("deck.broken")]
    );
    // Poppler passes over the page that is missing, and misses it at the end.
    let words = bench.words(3);
    assert_eq!(words.text, "fourth");
    assert!((1_590..1_620).contains(&words.words[0].area.x), "{words:?}");
    assert_eq!((converted.pages[2].width, converted.pages[2].height), (16_000, 9_000));
    assert!(!bench.out("2-960.webp").exists() && bench.out("3-960.webp").exists());
}

#[tokio::test]
async fn links_and_titles_are_kept() {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Outlines 7 0 R/Dests 9 0 R>>",
        "<</Type/Pages/Count 2/Kids[3 0 R 4 0 R]/MediaBox[0 0 800 450]>>",
        "<</Type/Page/Parent 2 0 R/Annots[5 0 R 6 0 R]>>",
        "<</Type/Page/Parent 2 0 R/Rotate 90>>",
        "<</Subtype/Link/Rect[80 400 160 440]/A<</S/URI/URI(https://example.org/a)>>>>",
        "<</Subtype/Link/Rect[80 40 160 80]/Dest/there>>",
        "<</First 8 0 R/Last 8 0 R/Count 1>>",
        "<</Title(Chapter one)/Parent 7 0 R/Dest[3 0 R/Fit]>>",
        "<</there[4 0 R/Fit]>>",
    ];
    let bytes = pdf::pdf(&objects.map(str::to_owned));
    let converted = Bench::new().convert(&[("a.pdf", bytes)]).await.unwrap();
    let [first, second] = converted.pages.as_slice() else { panic!("{converted:?}") };
    assert_eq!(first.title.as_deref(), Some("Chapter one"));
    let leads: Vec<_> = first.links.iter().map(|link| (link.url.as_deref(), link.page)).collect();
    assert_eq!(leads, [(Some("https://example.org/a"), None), (None, Some(2))]);
    assert_eq!((first.links[0].area.x, first.links[0].area.y), (1_600, 200));
    assert_eq!(second.height, 28_444);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let bench = Bench::new();
    for (bytes, wanted) in [
        (pdf::encrypted(), "deck.encrypted"),
        (b"%PDF-1.7\nnothing".to_vec(), "deck.broken"),
        (pdf::pages(&[]), "deck.empty"),
        (pdf::pages(&[Missing, Missing]), "deck.broken"),
        (b"MZ a program".to_vec(), "deck.unsupported"),
        (Vec::new(), "deck.empty"),
    ] {
        assert_eq!(code(&bench.convert(&[("a.pdf", bytes)]).await), wanted);
    }
    let mut programs = Programs::find().await;
    programs.pdftoppm = None;
    let one = pdf::pages(&[Word("one")]);
    let found = bench.convert_by(&programs, &[("a.pdf", one.clone())], |_| {}).await;
    assert_eq!(code(&found), "deck.needs_poppler");
    let mut hasty = Bench::new();
    hasty.limits.page_time = Duration::from_millis(1);
    assert_eq!(code(&hasty.convert(&[("a.pdf", one)]).await), "deck.too_slow");
}

#[tokio::test]
async fn too_many_pages_are_refused_before_any_is_made() {
    let bench = Bench::new();
    let bytes = pdf::pages(&vec![Word("page"); 1_001]);
    let programs = Programs::find().await;
    let begun = Instant::now();
    let found = bench.convert_by(&programs, &[("a.pdf", bytes)], |_| {}).await;
    assert_eq!(code(&found), "deck.too_many_pages");
    // A page takes a tenth of a second and more; a busy machine has much to do beside.
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert!(!bench.out("1-640.webp").exists());
}

#[tokio::test]
async fn a_conversion_that_is_called_off_ends() {
    let bench = Bench::new();
    let bytes = pdf::pages(&vec![Word("page"); 500]);
    let programs = Programs::find().await;
    let cancelled = bench.cancelled.clone();
    let mut done = 0;
    let tell = |progress: xingtan_library::convert::Progress| {
        done = progress.done;
        if done == 2 {
            cancelled.cancel();
        }
    };
    let found = bench.convert_by(&programs, &[("a.pdf", bytes)], tell).await;
    assert_eq!(code(&found), "no code");
    assert!((2..=3).contains(&done), "{done}");
    assert!(!bench.folder.path().join("job/work").exists());
}
