//! A PostgreSQL server for one test run, thrown away afterwards.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};

use crate::shell;

/// A running server; dropping it stops it and removes its files.
pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    port: u16,
    is_root: bool,
}

impl Postgres {
    /// Makes a cluster in a temporary folder and starts it on a free port of the loopback.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub fn start() -> anyhow::Result<Self> {
        let programs = newest_programs()?;
        let is_root = shell::output(&mut shell::command(&["id", "-u"]))?.trim() == "0";
        let name = format!("xingtan-test-postgres-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder)?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let server = Self { folder, programs, port, is_root };
        if is_root {
            let folder = server.folder.to_string_lossy().into_owned();
            shell::run(&mut shell::command(&["chown", "postgres", &folder]))?;
        }
        let data = server.data();
        shell::output(
            server.program("initdb").args(["-A", "trust", "-U", "postgres", "-D", &data]),
        )?;
        // Durability is not what these tests test, and syncing would make them slow.
        let settings = format!(
            "-p {port} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300 \
             -c unix_socket_directories={}",
            server.folder.display()
        );
        let log = server.folder.join("log").to_string_lossy().into_owned();
        let start = ["-D", &data, "-o", &settings, "-l", &log, "-w", "start"];
        shell::run(server.program("pg_ctl").args(start))?;
        Ok(server)
    }

    /// Its address, without a database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn data(&self) -> String {
        self.folder.join("data").to_string_lossy().into_owned()
    }

    /// PostgreSQL refuses to run as root, so root becomes the package's own user.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name).to_string_lossy().into_owned();
        if self.is_root {
            shell::command(&["runuser", "-u", "postgres", "--", &program])
        } else {
            shell::command(&[&program])
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data();
        let stop = ["-D", &data, "-m", "immediate", "-w", "stop"];
        if let Err(error) = shell::run(self.program("pg_ctl").args(stop)) {
            println!("PostgreSQL did not stop: {error:#}");
        }
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            println!("{} stays behind: {error}", self.folder.display());
        }
    }
}

fn newest_programs() -> anyhow::Result<PathBuf> {
    let all = Path::new("/usr/lib/postgresql");
    let mut versions: Vec<PathBuf> = fs::read_dir(all)
        .with_context(|| format!("PostgreSQL is not in {}", all.display()))?
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|folder| folder.join("initdb").is_file())
        .collect();
    versions.sort();
    match versions.pop() {
        Some(newest) => Ok(newest),
        None => bail!("{} holds no PostgreSQL server", all.display()),
    }
}
