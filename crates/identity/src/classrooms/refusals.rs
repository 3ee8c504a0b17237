//! Why something about a classroom is refused.

use xingtan_base::problems::Problem;

/// Too many screens at one address wait to be paired.
pub(super) fn too_many_waiting() -> Problem {
    Problem::new(429, "pairing.too_many", "Too many screens wait to be paired here.")
        .retry_after_s(60)
}

/// The code on the screen has run out, or there never was one like it.
pub(super) fn unknown_code() -> Problem {
    Problem::new(404, "pairing.unknown", "No screen shows this code.")
        .detail("Look at the screen again: it shows a new code every few minutes.")
}

/// The school has as many as it may.
pub(super) fn too_many() -> Problem {
    Problem::new(409, "classroom.too_many", "The school has as many classrooms as it may.")
}
