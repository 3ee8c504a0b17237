//! The doors to classes elsewhere. Each answers a proof.

use xingtan_base::ids::{ClassId, LessonId};
use xingtan_base::problems;
use xingtan_identity::Caller;
use xingtan_platform::http::ApiResult;
use xingtan_teaching::access::{CanAttend, CanTeach};
use xingtan_teaching::lessons::LessonRole;

use crate::state::Live;

/// Proof: this is the screen of the class, and the lesson was opened on it.
#[derive(Debug, Clone, Copy)]
pub struct CanShowClass {
    pub(super) lesson: LessonId,
    pub(super) class: ClassId,
}

/// Proof: this person may see these classes: staff of the whole lesson all, who teaches one class
/// his own.
#[derive(Debug, Clone, Copy)]
pub struct CanSeeClasses {
    pub(super) lesson: LessonId,
    own: Option<ClassId>,
}

impl CanSeeClasses {
    /// Whether this class is among them.
    pub fn sees(&self, class: ClassId) -> bool {
        self.own.is_none_or(|own| own == class)
    }
}

/// The door for a class's screen.
pub async fn show_access(
    live: &Live,
    caller: &Caller,
    (lesson, class): (LessonId, ClassId),
) -> ApiResult<CanShowClass> {
    let can: CanAttend = live.attend(caller, lesson).await?;
    if can.role() != LessonRole::Classroom || can.class() != Some(class) {
        return Err(problems::forbidden().into());
    }
    Ok(CanShowClass { lesson, class })
}

/// The door for staff.
pub async fn see_access(
    live: &Live,
    caller: &Caller,
    lesson: LessonId,
) -> ApiResult<CanSeeClasses> {
    let can: CanTeach = live.teach(caller, lesson).await?;
    Ok(CanSeeClasses { lesson, own: can.class() })
}
