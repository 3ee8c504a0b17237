//! Where documents are converted, and what is looked at afterwards.

use std::fs;
use std::path::PathBuf;

use image::RgbImage;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use xingtan_library::convert::{
    ConvertProblem, Converted, Job, Limits, LostKind, OUT, Programs, Progress, Source, TextLayer,
    document,
};

/// A place where a document is converted.
pub struct Bench {
    pub folder: TempDir,
    pub limits: Limits,
    pub cancelled: CancellationToken,
}

impl Bench {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().expect("a folder"),
            limits: Limits::default(),
            cancelled: CancellationToken::new(),
        }
    }

    pub async fn convert(&self, files: &[(&str, Vec<u8>)]) -> Result<Converted, ConvertProblem> {
        let programs = Programs::find().await;
        self.convert_by(&programs, files, |_| {}).await
    }

    pub async fn convert_by(
        &self,
        programs: &Programs,
        files: &[(&str, Vec<u8>)],
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Converted, ConvertProblem> {
        let mut sources = Vec::new();
        for (at, (file_name, bytes)) in files.iter().enumerate() {
            let path = self.folder.path().join(format!("source{at}"));
            fs::write(&path, bytes).expect("a source is written");
            sources.push(Source { path, file_name: (*file_name).to_owned() });
        }
        let folder = self.folder.path().join("job");
        fs::create_dir_all(&folder).expect("a folder");
        let job = Job { sources: &sources, folder: &folder, limits: &self.limits };
        document(programs, &job, progress, &self.cancelled).await
    }

    pub fn out(&self, file: &str) -> PathBuf {
        self.folder.path().join("job").join(OUT).join(file)
    }

    pub fn words(&self, page: u32) -> TextLayer {
        let bytes = fs::read(self.out(&format!("{page}.json"))).expect("a text layer is there");
        serde_json::from_slice(&bytes).expect("a text layer reads")
    }

    pub fn picture(&self, page: u32, width: u32) -> RgbImage {
        let path = self.out(&format!("{page}-{width}.webp"));
        image::open(path).expect("a picture opens").into_rgb8()
    }
}

pub fn code(result: &Result<Converted, ConvertProblem>) -> &'static str {
    match result {
        Ok(_) => "converted",
        Err(problem) => problem.code().unwrap_or("no code"),
    }
}

pub fn labels(converted: &Converted) -> Vec<&str> {
    converted.pages.iter().map(|page| page.label.as_str()).collect()
}

pub fn lost(converted: &Converted, kind: LostKind) -> Option<(Vec<u32>, u32)> {
    let found = converted.lost.iter().find(|lost| lost.kind == kind);
    found.map(|lost| (lost.slides.clone(), lost.count))
}
