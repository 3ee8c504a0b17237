//! Why a still is not taken.

use xingtan_base::problems::Problem;

/// 409: what is seen of a class is seen while the lesson goes on.
pub fn not_open() -> Problem {
    Problem::new(409, "still.not_open", "Stills are shown while the lesson is open.")
}

/// 413: a still is small.
pub fn too_large() -> Problem {
    Problem::new(413, "still.too_large", "A still has 12 KiB at most.")
}

/// 422: another kind of picture, or none.
pub fn not_jpeg() -> Problem {
    Problem::new(422, "still.not_jpeg", "A still is a JPEG.")
}

/// 429: the last one came a moment ago.
pub fn too_soon(wait_ms: i64) -> Problem {
    let seconds = u32::try_from(wait_ms / 1_000 + 1).unwrap_or(u32::MAX);
    Problem::new(429, "still.too_soon", "One still in ten seconds is enough.")
        .retry_after_s(seconds)
}
