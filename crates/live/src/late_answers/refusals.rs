//! Why an answer cannot be given after the lesson.

use xingtan_base::problems::Problem;
use xingtan_item::judge::AnswerError;

/// 403: staff prepare questions and do not answer them.
pub(super) fn learners_only() -> Problem {
    Problem::new(403, "role.learners_only", "Only learners may.")
}

/// 409: while the lesson goes on, one answers in the room.
pub(super) fn not_over() -> Problem {
    Problem::new(409, "late_answer.lesson_not_over", "The lesson is not over.")
}

/// 404: the lesson had no such question.
pub(crate) fn unknown() -> Problem {
    Problem::new(404, "late_answer.unknown_question", "The lesson had no such question.")
}

/// 409: nobody may learn who chose what, and a single late vote would tell.
pub(crate) fn anonymous() -> Problem {
    Problem::new(409, "late_answer.anonymous_poll", "An anonymous poll takes no late votes.")
}

/// 409: the answer given in class stands.
pub(super) fn answered_in_class() -> Problem {
    Problem::new(409, "late_answer.answered_in_class", "It was answered in class.")
}

/// 409: the first late answer stands, for its giver may have seen the key since.
pub(crate) fn already() -> Problem {
    Problem::new(409, "late_answer.already", "It has been answered.")
}

/// 422: the answer is none to its question.
pub(crate) fn shape(error: AnswerError) -> Problem {
    Problem::new(422, error.code(), "The answer does not fit the question.")
}
