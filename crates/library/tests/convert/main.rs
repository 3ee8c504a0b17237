//! Documents become pages: by the programs that do it on a server.

mod bench;
mod making;

mod others;
mod pdfs;
mod programs;
mod slides;
