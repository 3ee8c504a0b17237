//! Why the stage says no, in words for whoever reads the answer.

use xingtan_base::problems::Problem;
use xingtan_sfu::Refusal;

use super::stages::NotLet;

/// 415: the body is no SDP.
pub fn not_sdp() -> Problem {
    Problem::new(415, "stage.not_sdp", "Send the offer as application/sdp.")
}

/// 401: the bearer token opens nothing here.
pub fn wrong_token() -> Problem {
    Problem::new(401, "stage.wrong_token", "This is not the lesson's stream key.")
}

/// 409: nobody sends to a lesson that is over.
pub fn lesson_over() -> Problem {
    Problem::new(409, "stage.lesson_over", "The lesson is over.")
}

/// 403: who is not on the stage sends nothing there.
pub fn not_on_stage() -> Problem {
    Problem::new(403, "stage.not_on_stage", "Only who is on the stage may send there.")
}

/// 403: his seat has no second picture.
pub fn no_screen() -> Problem {
    Problem::new(403, "stage.no_screen", "No second picture may be shown from this seat.")
}

/// 503: too many phones are asked for.
pub fn too_many_phones() -> Problem {
    Problem::new(503, "phone.too_many", "Too many phones are asked for now.").retry_after_s(60)
}

/// 404: such a code was never shown, was used, or has run out.
pub fn phone_code_unknown() -> Problem {
    Problem::new(404, "phone.code_unknown", "No phone is asked for by this code.")
        .detail("A code is good once and for a few minutes: ask for a new one.")
}

/// 401: the phone has no key, or what it was for is over.
pub fn phone_over() -> Problem {
    Problem::new(401, "phone.over", "This phone is nobody's second camera any more.")
}

/// 422: such a wish names nobody, or more lines than the offer can have.
pub fn bad_lines() -> Problem {
    Problem::new(422, "stage.bad_lines", "A line shows a person who is named, and there are 32.")
}

/// 409: learners see nothing before the opening.
pub fn not_open() -> Problem {
    Problem::new(409, "stage.not_open", "The lesson is not open.").retry_after_s(2)
}

/// Why an offer was not answered.
pub fn not_let(why: NotLet) -> Problem {
    match why {
        NotLet::Busy => busy(),
        NotLet::Offer(Refusal::Full) => busy(),
        NotLet::Full => {
            Problem::new(409, "stage.full", "Enough people are on the stage of this lesson.")
        }
        NotLet::Offer(refusal @ Refusal::TooLarge) => {
            Problem::new(413, "stage.offer_too_large", "The offer is too large.")
                .detail(refusal.to_string())
        }
        NotLet::Offer(refusal @ Refusal::NoCodec) => {
            Problem::new(422, "stage.no_codec", "This device sends or plays none of our codecs.")
                .detail(refusal.to_string())
        }
        NotLet::Offer(refusal) => {
            Problem::new(422, "stage.bad_offer", "The offer cannot be accepted.")
                .detail(refusal.to_string())
        }
    }
}

fn busy() -> Problem {
    Problem::new(503, "stage.busy", "The server takes no more connections now.").retry_after_s(5)
}
