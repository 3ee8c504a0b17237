//! What the kinds of facts are called.

use crate::happened::Happened;

impl Happened {
    /// The kind's name, as in JSON.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::RegionCreated { .. } => "region.created",
            Self::SchoolCreated { .. } => "school.created",
            Self::ClassCreated { .. } => "class.created",
            Self::PersonCreated { .. } => "person.created",
            Self::PersonChanged { .. } => "person.changed",
            Self::PersonStopped { .. } => "person.stopped",
            Self::PersonResumed { .. } => "person.resumed",
            Self::RosterImported { .. } => "roster.imported",
            Self::MembershipGranted { .. } => "membership.granted",
            Self::MembershipEnded { .. } => "membership.ended",
            Self::SessionOpened { .. } => "session.opened",
            Self::SessionEnded { .. } => "session.ended",
            Self::ClassroomPaired { .. } => "classroom.paired",
            Self::ClassroomEnded { .. } => "classroom.ended",
            Self::ClassroomOpened { .. } => "classroom.opened",
            Self::ClassroomCleared { .. } => "classroom.cleared",
            Self::PasswordChanged { .. } => "password.changed",
            Self::PasswordReset { .. } => "password.reset",
            Self::CourseCreated { .. } => "course.created",
            Self::CourseRenamed { .. } => "course.renamed",
            Self::LessonPlanned { .. } => "lesson.planned",
            Self::LessonChanged { .. } => "lesson.changed",
            Self::LessonRemoved { .. } => "lesson.removed",
            Self::PreparedQuestionSaved { .. } => "prepared_question.saved",
            Self::PreparedQuestionRemoved { .. } => "prepared_question.removed",
            Self::LessonOpened { .. } => "lesson.opened",
            Self::LessonClosed { .. } => "lesson.closed",
            Self::DeckAdded { .. } => "deck.added",
            Self::DeckRenamed { .. } => "deck.renamed",
            Self::DeckReady { .. } => "deck.ready",
            Self::DeckFailed { .. } => "deck.failed",
            Self::DeckCancelled { .. } => "deck.cancelled",
            Self::DeckRemoved { .. } => "deck.removed",
            Self::LessonDeckAdded { .. } => "lesson_deck.added",
            Self::LessonDeckRemoved { .. } => "lesson_deck.removed",
            Self::LateAnswerGiven { .. } => "late_answer.given",
            Self::PackMade { .. } => "pack.made",
            Self::PackRemoved { .. } => "pack.removed",
            Self::PackShelved { .. } => "pack.shelved",
            Self::PackUnshelved { .. } => "pack.unshelved",
            Self::PackAnswered { .. } => "pack.answered",
            Self::EditionCreated { .. } => "edition.created",
            Self::EditionSaved { .. } => "edition.saved",
            Self::EditionRemoved { .. } => "edition.removed",
            Self::EditionAttached { .. } => "edition.attached",
            Self::EditionDetached { .. } => "edition.detached",
            Self::EditionAnswered { .. } => "edition.answered",
            Self::RecordingStored { .. } => "recording.stored",
        }
    }
}
