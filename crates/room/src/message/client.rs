//! What a client may send.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xingtan_base::ids::{ActivityId, ClassId, ClientId, EditionId, LessonId, PersonId};
use xingtan_item::answer::Answer;
use xingtan_item::question::{Choice, Question};

use super::classes::*;
use super::stage::*;
use crate::ink::Packed;
use crate::page::Page;

/// What a client may send.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ClientMessage {
    /// First message on every connection.
    Hello(ClientHello),
    /// Keeps the connection alive and measures it.
    Ping(Ping),
    /// Sends a danmaku.
    SendDanmaku(SendDanmaku),
    /// Raises one's own hand.
    RaiseHand(RaiseHand),
    /// Lowers a hand: one's own, or as staff anybody's.
    LowerHand(LowerHand),
    /// Staff: lowers all hands.
    LowerAllHands(LowerAllHands),
    /// Votes in a poll.
    Vote(Vote),
    /// Answers a quiz.
    SubmitAnswer(SubmitAnswer),
    /// Staff: opens a poll.
    OpenPoll(OpenPoll),
    /// Staff: closes a poll.
    ClosePoll(ClosePoll),
    /// Staff: shows a poll's counts to everyone.
    ShowPoll(ShowPoll),
    /// Staff: opens a quiz.
    OpenQuiz(OpenQuiz),
    /// Staff: gives a quiz more time.
    ExtendQuiz(ExtendQuiz),
    /// Staff: closes a quiz.
    CloseQuiz(CloseQuiz),
    /// Staff: shows a quiz's result to everyone.
    ShowQuiz(ShowQuiz),
    /// Staff: picks a present learner, those not yet picked first.
    PickPerson(PickPerson),
    /// Staff: announces something.
    PostAnnouncement(PostAnnouncement),
    /// Staff: sets danmaku on or off and slow mode.
    SetDanmaku(SetDanmaku),
    /// Staff: clears the screen of danmaku.
    ClearDanmaku(ClearDanmaku),
    /// Staff: mutes or unmutes a person's danmaku.
    MutePerson(MutePerson),
    /// Staff: shifts the picture against the entries.
    ShiftMedia(ShiftMedia),
    /// Staff: shows the class another page.
    TurnPage(TurnPage),
    /// Staff: lets a learner write, or no longer.
    LetWrite(LetWrite),
    /// Draws, erases or moves something.
    Draw(Draw),
    /// Staff: shows the class a part of an edition, or goes on with it.
    PlayPart(PlayPart),
    /// Staff: lets the part stand still.
    HoldPart(HoldPart),
    /// Staff: says how many seats a stage has.
    SetStage(SetStage),
    /// Staff: invites somebody to a stage.
    InviteToStage(InviteToStage),
    /// Staff: takes an invitation back.
    WithdrawInvitation(WithdrawInvitation),
    /// Comes to the stage to which one is invited.
    AcceptInvitation(AcceptInvitation),
    /// Does not come.
    DeclineInvitation(DeclineInvitation),
    /// Staff: takes a seat without an invitation.
    JoinStage(JoinStage),
    /// Steps down.
    LeaveStage(LeaveStage),
    /// Staff: puts somebody down.
    LowerFromStage(LowerFromStage),
    /// Staff: puts everybody down but teachers.
    ClearStage(ClearStage),
    /// Staff: switches somebody's microphone off.
    MuteOnStage(MuteOnStage),
    /// Staff: switches all microphones off but teachers'.
    MuteStage(MuteStage),
    /// Staff: asks somebody to switch his microphone on.
    AskToUnmute(AskToUnmute),
    /// Says which of one's microphone, camera and screen are on.
    SetOnStage(SetOnStage),
    /// Staff, and the screen of a class: lets the class stand still where it is.
    HoldClass(HoldClass),
    /// The same: lets the class go on, a little faster than the lesson.
    CatchUp(CatchUp),
    /// The same: takes the class to where the lesson is.
    GoLive(GoLive),
    /// The same: says how the lesson goes for the class.
    SetPace(SetPace),
    /// Staff of the whole lesson: brings a class on a stage.
    CallClass(CallClass),
    /// Staff, and the screen of the class: takes it down again.
    DismissClass(DismissClass),
    /// Staff of one class, and its screen: switches the class's microphone on or off.
    SpeakForClass(SpeakForClass),
    /// Staff: hands in answers that were collected from a class before one screen.
    CollectAnswers(CollectAnswers),
}

/// See [`ClientMessage::Hello`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClientHello {
    /// The protocol version the client speaks.
    pub proto: u32,
    /// The lesson, as in the socket's address.
    pub room: LessonId,
    /// The last `seq` the client has applied; absent for a snapshot.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_seq: Option<u32>,
}

/// See [`ClientMessage::Ping`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Ping {
    /// The client's own clock reading, sent back untouched.
    pub sent_ms: i64,
}

/// See [`ClientMessage::SendDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SendDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// One line, 1 to 30 characters.
    pub text: String,
}

/// See [`ClientMessage::RaiseHand`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RaiseHand {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::LowerHand`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LowerHand {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Whose hand; absent for one's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
}

/// See [`ClientMessage::LowerAllHands`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LowerAllHands {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::Vote`]. The first vote counts; a second is refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Vote {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
    /// Ids of the chosen options.
    pub choices: Vec<String>,
}

/// See [`ClientMessage::SubmitAnswer`]. A new answer replaces the last while the quiz is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmitAnswer {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
    /// The answer.
    pub answer: Answer,
    /// Lesson time at which the learner pressed, by his own reckoning. Believed only within the
    /// grace time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressed_at_ms: Option<i64>,
}

/// See [`ClientMessage::OpenPoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenPoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// What is asked.
    pub stem: String,
    /// The options, two to ten.
    pub choices: Vec<Choice>,
    /// Whether several may be chosen.
    #[serde(default)]
    pub multiple: bool,
    /// Whether nobody can learn who chose what.
    #[serde(default)]
    pub anonymous: bool,
}

/// See [`ClientMessage::ClosePoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClosePoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
}

/// See [`ClientMessage::ShowPoll`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowPoll {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The poll.
    pub activity: ActivityId,
}

/// See [`ClientMessage::OpenQuiz`]. A prepared question is sent whole, like a typed one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The question with its key.
    pub question: Question,
    /// Time to answer, 5 s to 1 h; absent when closed by hand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_ms: Option<u32>,
}

/// See [`ClientMessage::ExtendQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExtendQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
    /// Time to add, 5 s to 10 min.
    pub add_ms: u32,
}

/// See [`ClientMessage::CloseQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CloseQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
}

/// See [`ClientMessage::ShowQuiz`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShowQuiz {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The quiz.
    pub activity: ActivityId,
}

/// See [`ClientMessage::PickPerson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PickPerson {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Only from this class; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
}

/// See [`ClientMessage::PostAnnouncement`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PostAnnouncement {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// 1 to 200 characters.
    pub text: String,
}

/// See [`ClientMessage::SetDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SetDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Whether danmaku may be sent.
    pub on: bool,
    /// The least time between two danmaku of one person, 0 to 60 s.
    pub slow_ms: u32,
}

/// See [`ClientMessage::ClearDanmaku`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClearDanmaku {
    /// The client's own name for this message.
    pub client_id: ClientId,
}

/// See [`ClientMessage::MutePerson`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MutePerson {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Who.
    pub person: PersonId,
    /// Whether to mute or to unmute.
    pub muted: bool,
}

/// See [`ClientMessage::ShiftMedia`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShiftMedia {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The whole shift from now on, -10,000 to 10,000.
    pub shift_ms: i32,
}

/// See [`ClientMessage::TurnPage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TurnPage {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// What the class shall look at.
    pub surface: Page,
}

/// See [`ClientMessage::LetWrite`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LetWrite {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Who.
    pub person: PersonId,
    /// Whether he may write.
    pub may: bool,
}

/// See [`ClientMessage::Draw`]. Staff always may; a learner while he is let.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Draw {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The operation; it names its surface.
    pub op: Packed,
}

/// See [`ClientMessage::PlayPart`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PlayPart {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// The edition. Whether the lesson has it is not the room's to know.
    pub edition: EditionId,
    /// The part's number in it, from 1.
    pub part: u32,
    /// From where on the source's clock.
    #[serde(default)]
    pub at_ms: i64,
}

/// See [`ClientMessage::HoldPart`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HoldPart {
    /// The client's own name for this message.
    pub client_id: ClientId,
    /// Where it stands on the source's clock.
    pub at_ms: i64,
}
