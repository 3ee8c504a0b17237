//! The kinds of facts, each with what it made.

use serde::{Deserialize, Serialize};
use xingtan_base::ids::{
    ActivityId, ClassId, ClassroomId, CourseId, DeckId, EditionId, ImportId, LessonId,
    MembershipId, PackId, PersonId, QuestionId, RegionId, SchoolId, SessionId, ShelvedId,
};

/// What happened. In JSON `kind` names it and `after` holds the complete result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "after")]
pub enum Happened {
    /// A region was set up here.
    #[serde(rename = "region.created")]
    RegionCreated {
        /// The region.
        region: RegionId,
        /// Its name.
        name: String,
    },
    /// A school was founded here.
    #[serde(rename = "school.created")]
    SchoolCreated {
        /// The school.
        school: SchoolId,
        /// Its name.
        name: String,
        /// Its region.
        region: Option<RegionId>,
    },
    /// A class was made.
    #[serde(rename = "class.created")]
    ClassCreated {
        /// The class.
        class: ClassId,
        /// Its school.
        school: SchoolId,
        /// Its name.
        name: String,
    },
    /// A person got an account.
    #[serde(rename = "person.created")]
    PersonCreated {
        /// The person.
        person: PersonId,
        /// The account's name.
        name: String,
        /// The name others see.
        display_name: String,
    },
    /// A person's names were corrected; this is how they are now.
    #[serde(rename = "person.changed")]
    PersonChanged {
        /// The person.
        person: PersonId,
        /// The account's name.
        name: String,
        /// The name others see.
        display_name: String,
    },
    /// A person was stopped in a school: their roles there ended, until they are resumed.
    #[serde(rename = "person.stopped")]
    PersonStopped {
        /// The person.
        person: PersonId,
        /// The school.
        school: SchoolId,
    },
    /// A stopped person got their roles in a school again.
    #[serde(rename = "person.resumed")]
    PersonResumed {
        /// The person.
        person: PersonId,
        /// The school.
        school: SchoolId,
    },
    /// A roster file was accepted.
    #[serde(rename = "roster.imported")]
    RosterImported {
        /// The import.
        import: ImportId,
        /// Rows that made a person.
        people_created: u32,
        /// Rows that added a person who was there to a class.
        people_joined: u32,
    },
    /// A person got a role.
    #[serde(rename = "membership.granted")]
    MembershipGranted {
        /// The membership.
        membership: MembershipId,
        /// The person.
        person: PersonId,
        /// The role.
        role: String,
        /// The region of an administrator of one.
        region: Option<RegionId>,
        /// The school.
        school: Option<SchoolId>,
        /// The class of a learner.
        class: Option<ClassId>,
        /// From when.
        from_ms: i64,
        /// Until when, if it ends.
        until_ms: Option<i64>,
    },
    /// A person's role ended.
    #[serde(rename = "membership.ended")]
    MembershipEnded {
        /// The membership.
        membership: MembershipId,
        /// The person.
        person: PersonId,
        /// The role.
        role: String,
        /// The region of an administrator of one.
        region: Option<RegionId>,
        /// The school.
        school: Option<SchoolId>,
        /// The class of a learner.
        class: Option<ClassId>,
        /// From when.
        from_ms: i64,
        /// Until when.
        until_ms: i64,
    },
    /// A person signed in with a browser.
    #[serde(rename = "session.opened")]
    SessionOpened {
        /// The session.
        session: SessionId,
        /// Whose it is.
        person: PersonId,
    },
    /// A browser was signed out.
    #[serde(rename = "session.ended")]
    SessionEnded {
        /// The session.
        session: SessionId,
        /// Whose it was.
        person: PersonId,
    },
    /// A screen was paired with a class.
    #[serde(rename = "classroom.paired")]
    ClassroomPaired {
        /// The classroom.
        classroom: ClassroomId,
        /// Its school.
        school: SchoolId,
        /// The class it stands for.
        class: ClassId,
        /// What it is called.
        name: String,
    },
    /// A screen belongs to no class any more.
    #[serde(rename = "classroom.ended")]
    ClassroomEnded {
        /// The classroom.
        classroom: ClassroomId,
        /// Its school.
        school: SchoolId,
    },
    /// A lesson was opened on a classroom's screen.
    #[serde(rename = "classroom.opened")]
    ClassroomOpened {
        /// The classroom.
        classroom: ClassroomId,
        /// The lesson.
        lesson: LessonId,
    },
    /// A lesson was taken from a classroom's screen.
    #[serde(rename = "classroom.cleared")]
    ClassroomCleared {
        /// The classroom.
        classroom: ClassroomId,
        /// The lesson.
        lesson: LessonId,
    },
    /// A person changed their own password.
    #[serde(rename = "password.changed")]
    PasswordChanged {
        /// The person.
        person: PersonId,
    },
    /// A person was given a new password by somebody else.
    #[serde(rename = "password.reset")]
    PasswordReset {
        /// The person.
        person: PersonId,
    },
    /// A course was made.
    #[serde(rename = "course.created")]
    CourseCreated {
        /// The course.
        course: CourseId,
        /// The school that teaches it.
        school: SchoolId,
        /// Its title.
        title: String,
    },
    /// A course was given another title.
    #[serde(rename = "course.renamed")]
    CourseRenamed {
        /// The course.
        course: CourseId,
        /// Its title now.
        title: String,
    },
    /// A lesson was put into the calendar.
    #[serde(rename = "lesson.planned")]
    LessonPlanned {
        /// The lesson.
        lesson: LessonId,
        /// Its course.
        course: CourseId,
        /// Its title.
        title: String,
        /// When it is to start.
        starts_ms: i64,
        /// How long it is to take.
        minutes: u32,
        /// The classes it is for.
        classes: Vec<ClassId>,
    },
    /// A planned lesson was changed; this is how it is now.
    #[serde(rename = "lesson.changed")]
    LessonChanged {
        /// The lesson.
        lesson: LessonId,
        /// Its course.
        course: CourseId,
        /// Its title.
        title: String,
        /// When it is to start.
        starts_ms: i64,
        /// How long it is to take.
        minutes: u32,
        /// The classes it is for.
        classes: Vec<ClassId>,
    },
    /// A planned lesson was taken out of the calendar.
    #[serde(rename = "lesson.removed")]
    LessonRemoved {
        /// The lesson.
        lesson: LessonId,
    },
    /// A question was prepared for a lesson, or changed. What it asks stays with the lesson.
    #[serde(rename = "prepared_question.saved")]
    PreparedQuestionSaved {
        /// The question.
        question: QuestionId,
        /// Its lesson.
        lesson: LessonId,
        /// Its place, from 0.
        position: u32,
        /// Time to answer it.
        limit_ms: Option<u32>,
        /// The deck after one of whose pages it comes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_deck: Option<DeckId>,
        /// That page.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        after_page: Option<u32>,
    },
    /// A prepared question was removed.
    #[serde(rename = "prepared_question.removed")]
    PreparedQuestionRemoved {
        /// The question.
        question: QuestionId,
        /// Its lesson.
        lesson: LessonId,
    },
    /// A lesson was opened.
    #[serde(rename = "lesson.opened")]
    LessonOpened {
        /// The lesson.
        lesson: LessonId,
        /// When, which is the zero of the lesson's clock.
        opened_ms: i64,
    },
    /// A lesson was closed.
    #[serde(rename = "lesson.closed")]
    LessonClosed {
        /// The lesson.
        lesson: LessonId,
        /// When.
        closed_ms: i64,
    },
    /// A document was given to be made into pages.
    #[serde(rename = "deck.added")]
    DeckAdded {
        /// The deck.
        deck: DeckId,
        /// The school it belongs to.
        school: SchoolId,
        /// Its title.
        title: String,
        /// The document's name.
        file_name: String,
        /// The size of all its files.
        size_bytes: u64,
    },
    /// A deck was given another title.
    #[serde(rename = "deck.renamed")]
    DeckRenamed {
        /// The deck.
        deck: DeckId,
        /// Its title now.
        title: String,
    },
    /// A deck's pages are there.
    #[serde(rename = "deck.ready")]
    DeckReady {
        /// The deck.
        deck: DeckId,
        /// How many pages it has.
        pages: u32,
    },
    /// A deck's document cannot be made into pages.
    #[serde(rename = "deck.failed")]
    DeckFailed {
        /// The deck.
        deck: DeckId,
        /// Why, as a stable code.
        problem: String,
    },
    /// The making of a deck's pages was called off.
    #[serde(rename = "deck.cancelled")]
    DeckCancelled {
        /// The deck.
        deck: DeckId,
    },
    /// A deck was removed with its files.
    #[serde(rename = "deck.removed")]
    DeckRemoved {
        /// The deck.
        deck: DeckId,
    },
    /// A deck was put into a lesson.
    #[serde(rename = "lesson_deck.added")]
    LessonDeckAdded {
        /// The lesson.
        lesson: LessonId,
        /// The deck.
        deck: DeckId,
    },
    /// A deck was taken out of a lesson.
    #[serde(rename = "lesson_deck.removed")]
    LessonDeckRemoved {
        /// The lesson.
        lesson: LessonId,
        /// The deck.
        deck: DeckId,
    },
    /// A learner answered a question of a lesson that is over.
    #[serde(rename = "late_answer.given")]
    LateAnswerGiven {
        /// The lesson.
        lesson: LessonId,
        /// The poll or quiz.
        activity: ActivityId,
        /// When.
        given_ms: i64,
    },
    /// A lesson was packed for a class, perhaps anew.
    #[serde(rename = "pack.made")]
    PackMade {
        /// The pack.
        pack: PackId,
        /// The lesson.
        lesson: LessonId,
        /// The class.
        class: ClassId,
        /// Its size.
        size_bytes: u64,
    },
    /// A pack was removed.
    #[serde(rename = "pack.removed")]
    PackRemoved {
        /// The pack.
        pack: PackId,
        /// The lesson.
        lesson: LessonId,
    },
    /// A pack from elsewhere was put on a school's shelf, perhaps anew.
    #[serde(rename = "pack.shelved")]
    PackShelved {
        /// Its name on the shelf.
        shelved: ShelvedId,
        /// The pack.
        pack: PackId,
        /// The lesson, which another server knows.
        lesson: LessonId,
        /// Its title.
        title: String,
    },
    /// A pack was taken from a school's shelf, with the answers that were given to it.
    #[serde(rename = "pack.unshelved")]
    PackUnshelved {
        /// Its name on the shelf.
        shelved: ShelvedId,
        /// The pack.
        pack: PackId,
    },
    /// A question of a pack on the shelf was answered.
    #[serde(rename = "pack.answered")]
    PackAnswered {
        /// The pack's name on the shelf.
        shelved: ShelvedId,
        /// The poll or quiz.
        activity: ActivityId,
        /// For whom: a person whom another server knows.
        answered_as: PersonId,
        /// When.
        given_ms: i64,
    },
    /// A teacher began a version of their own of a recorded lesson.
    #[serde(rename = "edition.created")]
    EditionCreated {
        /// The edition.
        edition: EditionId,
        /// The recorded lesson.
        source: LessonId,
        /// Its title.
        title: String,
    },
    /// An edition was changed. What its parts are stays with it.
    #[serde(rename = "edition.saved")]
    EditionSaved {
        /// The edition.
        edition: EditionId,
        /// Its version now.
        version: u32,
        /// How many parts it has.
        parts: u32,
    },
    /// An edition was removed.
    #[serde(rename = "edition.removed")]
    EditionRemoved {
        /// The edition.
        edition: EditionId,
    },
    /// A lesson is to play an edition.
    #[serde(rename = "edition.attached")]
    EditionAttached {
        /// The edition.
        edition: EditionId,
        /// The lesson.
        lesson: LessonId,
    },
    /// A lesson is not to play an edition any more.
    #[serde(rename = "edition.detached")]
    EditionDetached {
        /// The edition.
        edition: EditionId,
        /// The lesson.
        lesson: LessonId,
    },
    /// A learner who plays an edition alone answered a question of it.
    #[serde(rename = "edition.answered")]
    EditionAnswered {
        /// The edition.
        edition: EditionId,
        /// The question's number in it.
        part: u32,
    },
    /// A run of a recording has arrived in the file store.
    #[serde(rename = "recording.stored")]
    RecordingStored {
        /// The lesson.
        lesson: LessonId,
        /// The run's number.
        run: u32,
        /// The key beneath which its files stand in the file store.
        key: String,
        /// The size of all its files.
        size_bytes: u64,
        /// Its length.
        duration_ms: i64,
    },
}
