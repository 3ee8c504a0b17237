//! Documents become pages: by the programs that do it on a server.

mod making;

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use image::RgbImage;
use making::{pdf, pptx};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use xingtan_library::convert::{
    ConvertProblem, Converted, Job, Limits, LostKind, OUT, Page, Programs, Progress, Source,
    TextLayer, document,
};

/// A place where a document is converted.
struct Bench {
    folder: TempDir,
    limits: Limits,
    cancelled: CancellationToken,
}

impl Bench {
    fn new() -> Self {
        Self {
            folder: TempDir::new().unwrap(),
            limits: Limits::default(),
            cancelled: CancellationToken::new(),
        }
    }

    async fn convert(&self, files: &[(&str, Vec<u8>)]) -> Result<Converted, ConvertProblem> {
        let programs = Programs::find().await;
        self.convert_by(&programs, files, |_| {}).await
    }

    async fn convert_by(
        &self,
        programs: &Programs,
        files: &[(&str, Vec<u8>)],
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Converted, ConvertProblem> {
        let mut sources = Vec::new();
        for (at, (file_name, bytes)) in files.iter().enumerate() {
            let path = self.folder.path().join(format!("source{at}"));
            fs::write(&path, bytes).unwrap();
            sources.push(Source { path, file_name: (*file_name).to_owned() });
        }
        let folder = self.folder.path().join("job");
        fs::create_dir_all(&folder).unwrap();
        let job = Job { sources: &sources, folder: &folder, limits: &self.limits };
        document(programs, &job, progress, &self.cancelled).await
    }

    fn out(&self, file: &str) -> PathBuf {
        self.folder.path().join("job").join(OUT).join(file)
    }

    fn words(&self, page: u32) -> TextLayer {
        let bytes = fs::read(self.out(&format!("{page}.json"))).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    }

    fn picture(&self, page: u32, width: u32) -> RgbImage {
        image::open(self.out(&format!("{page}-{width}.webp"))).unwrap().into_rgb8()
    }
}

fn code(result: &Result<Converted, ConvertProblem>) -> &'static str {
    match result {
        Ok(_) => "converted",
        Err(problem) => problem.code().unwrap_or("no code"),
    }
}

fn labels(converted: &Converted) -> Vec<&str> {
    converted.pages.iter().map(|page| page.label.as_str()).collect()
}

fn lost(converted: &Converted, kind: LostKind) -> Option<(Vec<u32>, u32)> {
    let found = converted.lost.iter().find(|lost| lost.kind == kind);
    found.map(|lost| (lost.slides.clone(), lost.count))
}

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
        notes: Some("提醒学生注意“氓”的读音".to_owned()),
        ..pptx::Slide::new(&[
            pptx::title(2, "诗经·卫风·氓"),
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
    assert_eq!(first.title.as_deref(), Some("诗经·卫风·氓"));
    assert_eq!(first.notes.as_deref(), Some("提醒学生注意“氓”的读音"));
    let words = bench.words(1);
    assert!(words.text.contains("诗经·卫风·氓") && words.text.contains("注释全文"), "{words:?}");
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
