//! Converters that are none: what the document says decides what becomes of it.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use futures_util::FutureExt as _;
use tokio::sync::Notify;
use xingtan_library::convert::{
    Area, Clip, ClipFile, Converted, Link, Lost, LostKind, OUT, Page, Progress,
};
use xingtan_library::decks::conversion::{Converter, NotMade, Wanted};

/// What happened in the double.
#[derive(Debug, Default)]
pub struct Seen {
    /// Conversions that began.
    pub begun: AtomicU32,
    /// Told when one that never ends was called off.
    pub called_off: Notify,
}

/// Two pages of any document; `encrypted` is refused, `endless` stops after its first page,
/// `troubled` fails at its first try.
pub fn double(seen: &Arc<Seen>) -> Converter {
    let seen = Arc::clone(seen);
    Arc::new(move |wanted| {
        let seen = Arc::clone(&seen);
        async move { convert(&seen, wanted).await }.boxed()
    })
}

async fn convert(seen: &Arc<Seen>, wanted: Wanted) -> Result<Converted, NotMade> {
    let tries = seen.begun.fetch_add(1, Ordering::SeqCst) + 1;
    let mut words = String::new();
    for source in &wanted.sources {
        let bytes = std::fs::read(&source.path).map_err(|error| NotMade::Trouble(error.into()))?;
        words.push_str(&String::from_utf8_lossy(&bytes[..bytes.len().min(64)]));
    }
    let out = wanted.folder.join(OUT);
    std::fs::create_dir_all(out.join("clip")).unwrap();
    wanted.progress.send_replace(Progress { done: 0, total: Some(2) });
    if words.starts_with("encrypted") {
        return Err(NotMade::Refused("deck.encrypted"));
    }
    if words.starts_with("troubled") && tries == 1 {
        return Err(NotMade::Trouble(std::io::Error::other("no fork today").into()));
    }
    write_page(&out, 1);
    wanted.progress.send_replace(Progress { done: 1, total: Some(2) });
    if words.starts_with("endless") {
        let (told, cancelled) = (Arc::clone(seen), wanted.cancelled.clone());
        // It outlives this future, as a program that is to be killed does.
        let _watch = std::thread::spawn(move || {
            while !cancelled.is_cancelled() {
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            told.called_off.notify_one();
        });
        std::future::pending::<()>().await;
    }
    write_page(&out, 2);
    std::fs::write(out.join("clip/1.mp4"), "0123456789").unwrap();
    wanted.progress.send_replace(Progress { done: 2, total: Some(2) });
    let lost = Lost { kind: LostKind::Transition, slides: vec![2], count: 1, names: vec![] };
    let clip = ClipFile { file: "1.mp4".into(), mime: "video/mp4".into(), size_bytes: 10 };
    let pages = vec![page(1, &words), page(2, "")];
    Ok(Converted { pages, lost: vec![lost], clips: vec![clip] })
}

fn write_page(out: &Path, page: u32) {
    for width in [640, 960, 1600] {
        std::fs::write(out.join(format!("{page}-{width}.webp")), format!("{page} {width}"))
            .unwrap();
    }
    let text = format!(r#"{{"words":[],"text":"page {page}"}}"#);
    std::fs::write(out.join(format!("{page}.json")), text).unwrap();
}

fn page(page: u32, title: &str) -> Page {
    let area = Area { x: 1, y: 2, w: 3, h: 4 };
    let clip = Clip { area, file: "1.mp4".into(), mime: "video/mp4".into() };
    let link = Link { area, url: None, page: Some(1) };
    Page {
        page,
        slide: page,
        step: 0,
        label: page.to_string(),
        width: 16_000,
        height: 9_000,
        title: (!title.is_empty()).then(|| title.to_owned()),
        problem: None,
        links: if page == 2 { vec![link] } else { Vec::new() },
        clips: if page == 2 { vec![clip] } else { Vec::new() },
        notes: Some(format!("notes of {page}")),
    }
}
