//! The flags that people need often; everything else is set by file or environment.

use std::path::PathBuf;

use xingtan_platform::config::{Config, Sources, load};

/// Settings given on the command line. They stand over the environment and the file.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct Flags {
    /// Configuration file; `xingtan.toml` in the data folder is read when it is there.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Folder for the database, files and recordings [default: data].
    #[arg(long)]
    data: Option<String>,
    /// Address of pages and interface [default: 127.0.0.1:8080].
    #[arg(long)]
    listen: Option<String>,
    /// Address for encoders [default: 127.0.0.1:1935].
    #[arg(long)]
    rtmp: Option<String>,
    /// Address for the stage (WebRTC) [default: that of `--listen` with port 7882].
    #[arg(long)]
    stage: Option<String>,
    /// `sqlite:PATH` or `postgres://…` [default: xingtan.db in the data folder].
    #[arg(long)]
    database: Option<String>,
    /// `file:DIR` or `s3://BUCKET?endpoint=URL` [default: files in the data folder].
    #[arg(long)]
    files: Option<String>,
    /// Where the certificate for https comes from: `own` makes an authority of this server's own
    /// and offers https beside http, `acme` asks Let's Encrypt for the domains in `--tls-names`.
    #[arg(long)]
    tls: Option<String>,
    /// Address of https beside http [default: that of `--listen` with port 443 or 8443].
    #[arg(long)]
    tls_listen: Option<String>,
    /// Further names and addresses for the certificate, with commas between.
    #[arg(long)]
    tls_names: Option<String>,
    /// Certificate chain (PEM); with `--tls-key` pages are served by https.
    #[arg(long)]
    tls_cert: Option<String>,
    /// The certificate's key (PEM).
    #[arg(long)]
    tls_key: Option<String>,
    /// Fill an empty database with the demonstration school and play its lesson.
    #[arg(long)]
    demo: bool,
    /// What to log, such as `info` or `xingtan_live=debug,info`.
    #[arg(long)]
    log: Option<String>,
}

impl Flags {
    /// Reads the configuration from all sources.
    ///
    /// # Errors
    /// When a source is wrong, naming the line, the variable or the flag.
    pub fn load(self) -> anyhow::Result<Config> {
        let given = [
            ("data", self.data),
            ("listen", self.listen),
            ("rtmp", self.rtmp),
            ("stage", self.stage),
            ("database", self.database),
            ("files", self.files),
            ("tls", self.tls),
            ("tls_listen", self.tls_listen),
            ("tls_names", self.tls_names),
            ("tls_cert", self.tls_cert),
            ("tls_key", self.tls_key),
            ("log", self.log),
            ("demo", self.demo.then(|| "true".to_owned())),
        ];
        let flags = given.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
        let environment = std::env::vars().collect();
        Ok(load(&Sources { file: self.config, environment, flags })?)
    }
}
