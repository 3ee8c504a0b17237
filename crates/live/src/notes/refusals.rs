//! Why a note cannot be kept.

use xingtan_base::problems::Problem;

/// 409: before a lesson there are no moments to mark.
pub(super) fn not_begun() -> Problem {
    Problem::new(409, "note.not_begun", "The lesson has not begun.")
}

/// 409: a person has as many in a lesson as they may have.
pub(super) fn too_many() -> Problem {
    Problem::new(409, "note.too_many", "You cannot have more notes in this lesson.")
}

/// 404: one has no such note there.
pub(super) fn unknown() -> Problem {
    Problem::new(404, "note.unknown", "There is no such note.")
}
