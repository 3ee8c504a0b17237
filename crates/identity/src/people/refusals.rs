//! Why a change of a person is refused; each says what to do.

use xingtan_base::problems::Problem;
use xingtan_platform::db;
use xingtan_platform::http::ApiError;

/// Somebody else, here or in another school, has the sign-in name.
pub(super) fn name_taken(error: db::Error) -> ApiError {
    if db::is_unique_violation(&error) {
        return Problem::new(409, "person.name_taken", "Somebody signs in with this name.")
            .field("name", "person.name_taken")
            .into();
    }
    error.into()
}

pub(super) fn yourself() -> Problem {
    Problem::new(409, "person.yourself", "You cannot stop yourself.")
        .detail("Ask another administrator of the school or of its region.")
}

pub(super) fn last_administrator() -> Problem {
    Problem::new(409, "person.last_administrator", "This is the school's last administrator.")
        .detail("Add another administrator first.")
}

pub(super) fn stopped() -> Problem {
    Problem::new(409, "person.stopped", "The person is stopped in this school.")
        .detail("Resume them first.")
}
