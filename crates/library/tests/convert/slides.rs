//! Presentations: build steps, notes, links, clips, and what is lost.

use std::fs;
use std::net::TcpListener;
use std::sync::Mutex;

use xingtan_library::convert::{Cage, LostKind, Programs, Progress, Walls};

use crate::bench::{Bench, code, labels, lost};
use crate::making;
use crate::making::pptx;

/// Three lines that come one by one, then a picture; a jump back, and a clip.
fn building() -> pptx::Slide {
    let lines = ["氓之蚩蚩", "抱布贸丝", "匪来贸丝"].map(pptx::run);
    let jump = r#"<a:hlinkClick r:id="rIdJ" action="ppaction://hlinksldjump"/>"#;
    let clip = r#"<a:videoFile r:link="rIdV"/>"#;
    pptx::Slide {
        after: pptx::appearing(&[
            pptx::paragraph(3, 0),
            pptx::paragraph(3, 1),
            pptx::paragraph(3, 2),
            pptx::whole(4),
        ]),
        ..pptx::Slide::new(&[
            pptx::title(2, "逐步出现"),
            pptx::text(3, [80, 160, 600, 300], &lines, ""),
            pptx::picture(4, [800, 160, 320, 180], r#"r:embed="rIdP""#, clip),
            pptx::text(5, [80, 600, 160, 60], &[pptx::run("返回")], jump),
        ])
    }
    .relation("rIdP", "image", "../media/image1.png", false)
    .relation("rIdJ", "slide", "slide1.xml", false)
    .relation("rIdV", "video", "../media/media1.mp4", false)
}

fn opening() -> pptx::Slide {
    let number = r#"<a:fld id="{0}" type="slidenum"><a:rPr lang="zh-CN"/><a:t>‹#›</a:t></a:fld>"#;
    pptx::Slide {
        notes: Some("提醒学生注意氓的读音".to_owned()),
        ..pptx::Slide::new(&[
            pptx::title(2, "卫风氓"),
            pptx::text(3, [80, 160, 600, 100], &[pptx::link("注释全文", "rIdW")], ""),
            pptx::picture(4, [800, 160, 320, 180], r#"r:embed="rIdP""#, ""),
            pptx::formula(5, [80, 300, 300, 120], "x", "y"),
            pptx::text(6, [1100, 640, 100, 50], &[number.to_owned()], ""),
        ])
    }
    .relation("rIdP", "image", "../media/image1.png", false)
    .relation("rIdW", "hyperlink", "https://example.org/shijing", true)
}

/// The head of an MP4 file.
const MP4: &[u8] = b"\0\0\0\x18ftypisom\0\0\x02\0isomiso2mp41";

#[tokio::test]
async fn a_presentation_becomes_pages_step_by_step() {
    let hidden =
        pptx::Slide { is_hidden: true, ..pptx::Slide::new(&[pptx::title(2, "不放映")]) };
    let image = making::png(320, 180);
    let parts: [(&str, &[u8]); 2] =
        [("ppt/media/image1.png", &image), ("ppt/media/media1.mp4", MP4)];
    let deck = pptx::pptx(&[opening(), hidden, building()], &parts);
    let bench = Bench::new();
    let steps = Mutex::new(Vec::new());
    let programs = Programs::find().await;
    let tell = |progress: Progress| steps.lock().unwrap().push(progress);
    let converted = bench.convert_by(&programs, &[("课件.pdf", deck)], tell).await.unwrap();

    assert_eq!(labels(&converted), ["1", "2.1", "2.2", "2.3", "2.4", "2.5"]);
    let told: Vec<u32> = steps.lock().unwrap().iter().map(|progress| progress.done).collect();
    assert_eq!(told, [0, 0, 1, 2, 3, 4, 5, 6]);
    let first = &converted.pages[0];
    assert_eq!((first.slide, first.step, first.width, first.height), (1, 0, 16_000, 9_000));
    assert_eq!(first.title.as_deref(), Some("卫风氓"));
    assert_eq!(first.notes.as_deref(), Some("提醒学生注意氓的读音"));
    let words = bench.words(1);
    assert!(words.text.contains("卫风氓") && words.text.contains("注释全文"), "{words:?}");
    assert!(words.words.iter().any(|word| word.text == "1" && word.area.x > 13_000), "{words:?}");
    let [link] = first.links.as_slice() else { panic!("{:?}", first.links) };
    assert_eq!(link.url.as_deref(), Some("https://example.org/shijing"));
    assert!((900..1400).contains(&link.area.x) && (1900..2600).contains(&link.area.y), "{link:?}");

    // Each step has the words that have appeared, where they will stand in the end.
    let lines = ["氓之蚩蚩", "抱布贸丝", "匪来贸丝"];
    for (step, page) in (0..).zip(&converted.pages[1..]) {
        let words = bench.words(page.page);
        let shown = lines.map(|line| words.text.contains(line));
        assert_eq!(shown, [step > 0, step > 1, step > 2], "{words:?}");
        let jump: Vec<Option<u32>> = page.links.iter().map(|link| link.page).collect();
        assert_eq!((page.slide, page.step, jump.as_slice()), (2, step, &[Some(1)][..]));
        // The clip comes with its shape, and only then.
        let picture = bench.picture(page.page, 640).get_pixel(450, 125).0;
        assert_eq!(page.clips.len(), usize::from(step > 3));
        assert_eq!(picture[0] > 150 && picture[2] < 90, step > 3, "{picture:?}");
    }
    let place = |page| {
        let words = bench.words(page).words;
        words.into_iter().find(|word| word.text == lines[0]).unwrap().area
    };
    assert_eq!(place(3), place(6));
    let clip = &converted.pages[5].clips[0];
    assert_eq!((clip.area.x, clip.area.y, clip.area.w), (10_000, 2_000, 4_000));
    assert_eq!(fs::read(bench.out("clip").join(&clip.file)).unwrap(), MP4);
    assert_eq!((clip.file.as_str(), clip.mime.as_str()), ("clip-1.mp4", "video/mp4"));
    assert_eq!(converted.lost, []);
    for (width, bytes_max) in [(640, 32 << 10), (960, 60 << 10), (1600, 150 << 10)] {
        let picture = bench.picture(1, width);
        assert_eq!((picture.width(), picture.height()), (width, width * 9 / 16));
        let size = fs::metadata(bench.out(&format!("1-{width}.webp"))).unwrap().len();
        assert!((1_000..=bytes_max).contains(&size), "{width}: {size}");
    }
    assert!(!bench.folder.path().join("job/work").exists());
}

#[tokio::test]
async fn what_pages_do_not_keep_is_listed() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let elsewhere = format!("http://{}/x.png", listener.local_addr().unwrap());
    let emphasis = pptx::appearing(&[pptx::whole(3)]).replace("entr", "emph");
    let slide = pptx::Slide {
        after: format!("<p:transition><p:fade/></p:transition>{emphasis}"),
        ..pptx::Slide::new(&[
            pptx::picture(3, [80, 80, 300, 300], r#"r:link="rIdX""#, ""),
            pptx::picture(4, [480, 80, 300, 300], r#"r:link="rIdF""#, ""),
            pptx::text(
                5,
                [80, 400, 600, 100],
                &[pptx::run("字").replace(
                    "<a:rPr lang=\"zh-CN\" sz=\"2800\"/>",
                    "<a:rPr><a:ea typeface=\"没有的字体\"/></a:rPr>",
                )],
                "",
            ),
            pptx::picture(6, [80, 500, 90, 90], "", r#"<a:audioFile r:link="rIdS"/>"#),
        ])
    }
    .relation("rIdX", "image", &elsewhere, true)
    .relation("rIdF", "image", "file:///etc/hostname.png", true)
    .relation("rIdS", "audio", "https://example.org/a.mp3", true);
    let macros: [(&str, &[u8]); 1] = [("ppt/vbaProject.bin", b"macros")];
    let deck = pptx::pptx(&[pptx::Slide::new(&[]), slide], &macros);
    let converted = Bench::new().convert(&[("a.pptx", deck)]).await.unwrap();
    assert_eq!(labels(&converted), ["1", "2"]);
    let on_second = |count| Some((vec![2], count));
    assert_eq!(lost(&converted, LostKind::Animation), on_second(1));
    assert_eq!(lost(&converted, LostKind::Transition), on_second(1));
    assert_eq!(lost(&converted, LostKind::ExternalLink), on_second(2));
    assert_eq!(lost(&converted, LostKind::Media), on_second(1));
    assert_eq!(lost(&converted, LostKind::Font), on_second(1));
    assert_eq!(lost(&converted, LostKind::Macro), Some((vec![], 1)));
    let font = converted.lost.iter().find(|lost| lost.kind == LostKind::Font).unwrap();
    assert_eq!(font.names, ["没有的字体"]);
    assert!(listener.accept().is_err(), "the picture elsewhere was fetched");
}

#[tokio::test]
async fn a_slide_that_cannot_be_read_spoils_no_other() {
    let good = pptx::Slide::new(&[pptx::title(2, "好的一页")]);
    let bad = pptx::Slide::new(&["<p:sp><unclosed>".to_owned()]);
    let bench = Bench::new();
    let converted = bench.convert(&[("a.pptx", pptx::pptx(&[bad, good], &[]))]).await.unwrap();
    let problems = converted.pages.iter().map(|page| page.problem.as_deref());
    assert_eq!(problems.collect::<Vec<_>>(), [Some("deck.broken"), None]);
    assert!(bench.words(2).text.contains("好的一页"));
}

#[tokio::test]
async fn presentations_that_cannot_be_shown_are_refused_at_once() {
    let slides = vec![pptx::Slide::new(&[]); 3];
    let deck = pptx::pptx(&slides, &[]);
    let mut programs = Programs::find().await;
    // Nothing of this needs LibreOffice: a program that fails stands for it.
    programs.soffice = Some("/bin/false".into());
    let mut bench = Bench::new();
    bench.limits.pages_max = 2;
    let refused = async |bench: &Bench, deck: Vec<u8>| {
        code(&bench.convert_by(&programs, &[("a.pptx", deck)], |_| {}).await)
    };
    assert_eq!(refused(&bench, deck.clone()).await, "deck.too_many_pages");
    bench.limits.pages_max = 3;
    assert_eq!(refused(&bench, deck.clone()).await, "deck.broken");
    assert_eq!(refused(&bench, deck[..deck.len() / 2].to_vec()).await, "deck.broken");
    let hidden = pptx::Slide { is_hidden: true, ..pptx::Slide::new(&[]) };
    assert_eq!(refused(&bench, pptx::pptx(&[hidden], &[])).await, "deck.empty");
    let bomb = vec![0_u8; 40_000_000];
    let bomb = pptx::pptx(&slides, &[("ppt/media/image9.png", &bomb)]);
    assert!(bomb.len() < 100_000);
    bench.limits.inflated_bytes_max = 30_000_000;
    assert_eq!(refused(&bench, bomb).await, "deck.too_large");
    let secret: Vec<u8> = making::compound(&["EncryptionInfo", "EncryptedPackage"]);
    assert_eq!(refused(&bench, secret).await, "deck.encrypted");
    programs.soffice = None;
    let found = bench.convert_by(&programs, &[("a.pptx", deck)], |_| {}).await;
    assert_eq!(code(&found), "deck.needs_libreoffice");
}

/// A text goes to LibreOffice as it is, with a picture that lies elsewhere.
#[tokio::test]
async fn nothing_elsewhere_is_fetched() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let elsewhere = format!("http://{}/x.png", listener.local_addr().unwrap());
    let text = making::docx("采薇采薇，薇亦作止", &elsewhere);
    let found = Programs::find().await;
    let bare = Cage { walls: Walls::None, ..found.cage.clone() };
    // LibreOffice's own settings must keep it too, where there are no walls.
    for programs in [found.clone(), Programs { cage: bare, ..found }] {
        let bench = Bench::new();
        let files = [("a.docx", text.clone())];
        let converted = bench.convert_by(&programs, &files, |_| {}).await.unwrap();
        assert!(bench.words(1).text.contains("采薇采薇"));
        assert_eq!(lost(&converted, LostKind::ExternalLink), Some((vec![], 1)));
        assert!(listener.accept().is_err(), "fetched behind {:?}", programs.cage.walls);
    }
}
