//! The voice: a lesson's sound in few bits, for those on thin lines.
//!
//! Sound that has few bits already is the voice as it is, in longer fragments. Any other is made
//! small by an `ffmpeg` that is watched: it runs from the run's beginning to its end, because the
//! recording needs every word, is followed by another when it dies, and goes with the run. Where
//! there is none, the programme's sound is the voice.

mod line;
mod output;
mod speaking;
mod voices;

pub use line::Line;
pub use voices::{Voices, find_ffmpeg};
