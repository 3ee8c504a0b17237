//! Why something cannot be done with an edition.

use xingtan_base::problems::Problem;
use xingtan_item::judge::AnswerError;

/// 409: only what was recorded to its end can be cut.
pub(super) fn source_not_over() -> Problem {
    Problem::new(409, "edition.source_not_over", "The lesson is not over.")
}

/// 409: there is nothing to cut.
pub(super) fn nothing_recorded() -> Problem {
    Problem::new(409, "edition.nothing_recorded", "Nothing of the lesson was recorded.")
}

/// 409: the source is no more, or its owner may no longer use it.
pub(super) fn source_gone() -> Problem {
    Problem::new(409, "edition.source_gone", "The recorded lesson can no longer be used.")
}

/// 409: somebody, or another window, saved it meanwhile.
pub(super) fn changed() -> Problem {
    Problem::new(409, "edition.changed", "The edition was changed elsewhere meanwhile.")
}

/// 409: a person has as many as they may have.
pub(super) fn too_many() -> Problem {
    Problem::new(409, "edition.too_many", "You cannot have more editions.")
}

/// 422: an edition of nothing.
pub(super) fn no_parts() -> Problem {
    Problem::new(422, "edition.no_parts", "An edition has one part at least.")
        .field("parts", "required")
}

/// 422: beyond what one edition may have.
pub(super) fn too_many_parts() -> Problem {
    Problem::new(422, "edition.too_many_parts", "An edition has 200 parts at most.")
        .field("parts", "too_many")
}

/// 422: a passage ends before it begins.
pub(super) fn passage_backwards(n: usize) -> Problem {
    Problem::new(422, "edition.passage_backwards", "A passage ends after it begins.")
        .field(&format!("parts.{n}.to_ms"), "out_of_range")
}

/// 422: a passage of what was not recorded.
pub(super) fn passage_beyond(n: usize) -> Problem {
    Problem::new(422, "edition.passage_beyond", "The passage lies beyond the recorded lesson.")
        .field(&format!("parts.{n}.to_ms"), "out_of_range")
}

/// 422: a page that is not there, or of a deck that is not one's own.
pub(super) fn unknown_page(n: usize) -> Problem {
    Problem::new(422, "edition.unknown_page", "There is no such page among your own decks.")
        .field(&format!("parts.{n}.page"), "unknown")
}

/// 409: a lesson does not play itself.
pub(super) fn of_itself() -> Problem {
    Problem::new(409, "edition.of_itself", "A lesson cannot play an edition of itself.")
}

/// 404: the lesson plays none.
pub(super) fn none() -> Problem {
    Problem::new(404, "edition.none", "The lesson plays no edition.")
}

/// 404: there is no such question in it.
pub(super) fn unknown_question() -> Problem {
    Problem::new(404, "edition.unknown_question", "The edition has no such question.")
}

/// 409: the first answer stands, for its giver has seen the key since.
pub(super) fn already_answered() -> Problem {
    Problem::new(409, "edition.already_answered", "It has been answered.")
}

/// 409: the class is being asked, and who answers alone is told what is right.
pub(super) fn in_class() -> Problem {
    Problem::new(409, "edition.in_class", "The class is having this lesson; answer there.")
}

/// 403: who made the edition knows the answers.
pub(super) fn learners_only() -> Problem {
    Problem::new(403, "role.learners_only", "Only learners may.")
}

/// 422: the answer is none to its question.
pub(super) fn shape(error: AnswerError) -> Problem {
    Problem::new(422, error.code(), "The answer does not fit the question.")
}
