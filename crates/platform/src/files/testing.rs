//! File stores for tests: a folder, and a bucket of an S3 server inside the test's own process.

use std::path::Path;

use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::Files;
use crate::tasks::Tasks;

const NAME: &str = "tester";
const SECRET: &str = "not-a-secret";
const BUCKET: &str = "lessons";

/// A file store that exists for one test. Its server ends with the test's runtime.
pub struct TestFiles {
    url: String,
    folder: TempDir,
    _tasks: Tasks,
}

impl TestFiles {
    /// A new folder.
    ///
    /// # Panics
    /// When the folder cannot be made.
    pub fn folder() -> Self {
        let folder = tempfile::tempdir().expect("a test may make a folder");
        let url = format!("file:{}/new/files", folder.path().display());
        Self { url, folder, _tasks: Tasks::new() }
    }

    /// An empty bucket.
    ///
    /// # Panics
    /// When the server cannot be started.
    pub async fn bucket() -> Self {
        let folder = tempfile::tempdir().expect("a test may make a folder");
        std::fs::create_dir(folder.path().join(BUCKET)).expect("a test may make a folder");
        let tasks = Tasks::new();
        let endpoint = serve(&tasks, folder.path()).await;
        let url = format!("s3://{BUCKET}?endpoint={endpoint}&region=cn-test");
        Self { url, folder, _tasks: tasks }
    }

    /// The paths of all files in it, below a folder of the test's own.
    ///
    /// # Panics
    /// When they cannot be listed.
    pub fn paths(&self) -> Vec<String> {
        let mut found = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a test's folder is there") {
                let path = entry.expect("a test's folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push(path.display().to_string());
                }
            }
        }
        found
    }

    /// Opens it; opening it again stands for another start of the server.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn open(&self) -> Files {
        Files::open_with(&self.url, credentials).expect("the address is sound")
    }
}

fn credentials(variable: &str) -> Option<String> {
    match variable {
        "AWS_ACCESS_KEY_ID" => Some(NAME.to_owned()),
        "AWS_SECRET_ACCESS_KEY" => Some(SECRET.to_owned()),
        _ => None,
    }
}

async fn serve(tasks: &Tasks, folder: &Path) -> String {
    let system = s3s_fs::FileSystem::new(folder).expect("the folder is there");
    let mut builder = S3ServiceBuilder::new(system);
    builder.set_auth(SimpleAuth::from_single(NAME, SECRET));
    let service = builder.build();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let connections = tasks.clone();
    tasks.spawn("s3", async move {
        while let Ok((socket, _)) = listener.accept().await {
            let service = service.clone();
            connections.spawn("s3.connection", async move {
                let server = Builder::new(TokioExecutor::new());
                // A client that hangs up is no fault.
                let _ = server.serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
    format!("http://{address}")
}
