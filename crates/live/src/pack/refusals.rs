//! Why something cannot be done with a pack.

use xingtan_base::problems::Problem;

use super::format::answers::AnswersError;
use super::format::manifest::ManifestError;
use super::format::zip::ZipError;

/// 409: what a lesson was is known when it is over.
pub(super) fn not_over() -> Problem {
    Problem::new(409, "pack.lesson_not_over", "The lesson is not over.")
}

/// 422: the lesson is not for this class.
pub(super) fn not_its_class() -> Problem {
    Problem::new(422, "pack.not_its_class", "The lesson is not for this class.")
        .field("class", "unknown")
}

/// 422: the file is none of answers.
pub(super) fn answers(error: AnswersError) -> Problem {
    let title = "The file of answers cannot be taken.";
    let problem = match error {
        AnswersError::Unreadable => Problem::new(422, "pack.no_answers_file", title),
        AnswersError::Newer => newer_release(),
        AnswersError::TooMany => Problem::new(422, "pack.too_many_answers", title),
    };
    problem.detail(error.to_string())
}

/// 422: a later release wrote it.
fn newer_release() -> Problem {
    Problem::new(422, "pack.newer_release", "A later release wrote this file.")
}

/// 422: what is in it does not fit.
fn broken() -> Problem {
    Problem::new(422, "pack.broken", "The pack does not hold what it lists.")
}

/// 409: a lesson has as many as it may have.
pub(super) fn too_many() -> Problem {
    Problem::new(409, "pack.too_many", "The lesson cannot have more packs.")
}

/// 422: it names files where none belong.
fn hostile_paths() -> Problem {
    Problem::new(422, "pack.hostile_paths", "The pack names files that no pack has.")
}

/// 422: the file's answers are to another lesson.
pub(super) fn another_lesson() -> Problem {
    Problem::new(422, "pack.another_lesson", "The answers are to another lesson.")
}

/// 422: the file does not know the secret of the pack it names, or there is no such pack.
pub(super) fn wrong_secret() -> Problem {
    Problem::new(422, "pack.wrong_secret", "The answers belong to no pack of this lesson.")
}

/// 422: the file is not a pack as one was made.
pub(super) fn zip(error: ZipError) -> Problem {
    let title = "The file is not a whole lesson pack.";
    let problem = match error {
        ZipError::NotWhole => Problem::new(422, "pack.not_whole", title),
        ZipError::Repacked => Problem::new(422, "pack.repacked", title),
        ZipError::Paths => hostile_paths(),
        ZipError::Broken => broken(),
    };
    problem.detail(error.to_string())
}

/// 422: the pack's list of files cannot be believed.
pub(super) fn manifest(error: ManifestError) -> Problem {
    let problem = match error {
        ManifestError::Unreadable => broken(),
        ManifestError::Newer => newer_release(),
        ManifestError::Paths => hostile_paths(),
        ManifestError::TooLarge => too_large(),
    };
    problem.detail(error.to_string())
}

/// 422: a file of the pack is not what its list says.
pub(super) fn wrong_hash(path: &str) -> Problem {
    Problem::new(422, "pack.wrong_hash", "A file of the pack was changed or damaged.").detail(path)
}

/// 422: there is something in the pack that its list does not name, or something is missing.
pub(super) fn not_as_listed(path: &str) -> Problem {
    broken().detail(path)
}

/// 413: it is larger than any pack.
pub(super) fn too_large() -> Problem {
    Problem::new(413, "pack.too_large", "The file is larger than any pack.")
}

/// 409: a pack of this name with another secret is there.
pub(super) fn another_pack() -> Problem {
    Problem::new(409, "pack.another_of_its_name", "Another pack of this name is on the shelf.")
}

/// 409: the shelf is full.
pub(super) fn shelf_full() -> Problem {
    Problem::new(409, "pack.shelf_full", "The shelf is full.")
}

/// 409: the school's packs would have more bytes than they may have.
pub(super) fn over_quota() -> Problem {
    let title = "The packs of this school would take more room than they may.";
    Problem::new(409, "pack.over_quota", title)
}

/// 507: this server's disk has no room for it.
pub(super) fn no_room() -> Problem {
    Problem::new(507, "pack.no_room", "This server's disk has no room for the pack.")
}

/// 409: as many packs are on their way to the shelf as may be.
pub(super) fn too_many_imports() -> Problem {
    let title = "Too many packs are on their way to the shelf; wait until one is there.";
    Problem::new(409, "pack.too_many_imports", title)
}

/// 409: it was called off while it arrived.
pub(super) fn import_cancelled() -> Problem {
    Problem::new(409, "pack.import_cancelled", "The import of the pack was called off.")
}

/// 400: the line broke before the whole of it was here.
pub(super) fn cut_off() -> Problem {
    Problem::new(400, "pack.cut_off", "The pack did not arrive to its end.")
}

/// 422: this server could not put it on the shelf, however often it tried.
pub(super) fn import_failed() -> Problem {
    Problem::new(422, "pack.import_failed", "This server could not put the pack on the shelf.")
}

/// 422: this server could not make it, however often it tried.
pub(super) fn not_made() -> Problem {
    Problem::new(422, "pack.not_made", "This server could not make the pack.")
}

/// 422: the answer is in the name of somebody whom the class does not have.
pub(super) fn unknown_person() -> Problem {
    Problem::new(422, "pack.unknown_person", "The class has nobody of this name.")
}

/// 422: one of a file's answers is none.
pub(super) fn unreadable_answer() -> Problem {
    Problem::new(422, "pack.unreadable_answer", "The answer cannot be read.")
}
