// The room's messages as they stand on the wire; the shapes of crates/room and crates/item.
// `docs/protocol/room.md` explains them.

export const PROTO = 1;

export type QuestionKind = 'single' | 'multiple' | 'true_false' | 'short_text';
export interface Choice {
  id: string;
  text: string;
}
export interface Prompt {
  kind: QuestionKind;
  stem: string;
  choices: Choice[];
  points: number;
}
export type Key =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; accepted: string[] };
export interface Question {
  prompt: Prompt;
  key?: Key;
  explanation?: string;
}
export type Answer =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; text: string };
export interface Count {
  choice: string;
  people: number;
}
export interface Track {
  id: number;
  kind: 'video' | 'audio';
  codec: string;
}
export type See =
  | { to: 'everyone' }
  | { to: 'staff' }
  | { to: 'class'; class: string }
  | { to: 'person'; person: string };

/** What the class looks at; `none` is only the picture. */
export type Surface =
  | { kind: 'slide'; deck: string; page: number }
  | { kind: 'board'; board: number }
  | { kind: 'none' };

/** A surface with ink on it, by its name, and the latest entry of ink there. */
export interface Inked {
  surface: string;
  seq: number;
}

export interface PersonResult {
  person: string;
  right?: boolean;
  points: number;
}

export interface PollOpened {
  activity: string;
  stem: string;
  choices: Choice[];
  multiple: boolean;
  anonymous: boolean;
}
export interface QuizOpened {
  activity: string;
  prompt: Prompt;
  limit_ms?: number;
  grace_ms: number;
}

/** Sound, picture and screen: what somebody may send, or does. */
export interface StageKinds {
  sound: boolean;
  picture: boolean;
  screen: boolean;
}
export type StageRole = 'teacher' | 'learner' | 'class';
export type InvitationEnd = 'declined' | 'withdrawn' | 'expired' | 'hand_lowered' | 'left';
export type StageLeave = 'stepped_down' | 'lowered' | 'lost';

export type StageBody =
  | { kind: 'stage.set'; body: { stage: number; seats: number } }
  | {
      kind: 'stage.invited';
      body: { stage: number; person: string; may: StageKinds; until_ms: number };
    }
  | {
      kind: 'stage.invitation_ended';
      body: { stage: number; person: string; why: InvitationEnd };
    }
  | {
      kind: 'stage.joined';
      body: {
        stage: number;
        person: string;
        name?: string;
        role: StageRole;
        class?: string;
        seat: number;
        may: StageKinds;
        on: StageKinds;
      };
    }
  | { kind: 'stage.changed'; body: { stage: number; person: string; on: StageKinds } }
  | { kind: 'stage.unmute_asked'; body: { stage: number; person: string } }
  | { kind: 'stage.left'; body: { stage: number; person: string; why: StageLeave } }
  | { kind: 'stage.muted'; body: { stage: number } }
  | { kind: 'stage.cleared'; body: { stage: number } };

/** How the lesson goes for a class. */
export type PaceLight = 'lost' | 'too_fast' | 'fine';

export type ClassBody =
  | { kind: 'class.held'; body: { class: string; at_ms: number } }
  | { kind: 'class.resumed'; body: { class: string; from_ms: number; percent: number } }
  | { kind: 'class.caught_up'; body: { class: string; skipped_ms: number } };

export type Body =
  | { kind: 'lesson.opened'; body: { utc: string } }
  | { kind: 'lesson.closed'; body: Record<string, never> }
  | { kind: 'person.arrived'; body: Record<string, never> }
  | { kind: 'person.left'; body: Record<string, never> }
  | { kind: 'person.muted'; body: { person: string; muted: boolean } }
  | { kind: 'danmaku.sent'; body: { text: string } }
  | { kind: 'danmaku.set'; body: DanmakuRules }
  | { kind: 'danmaku.cleared'; body: Record<string, never> }
  | { kind: 'hand.raised'; body: Record<string, never> }
  | { kind: 'hand.lowered'; body: { person: string } }
  | { kind: 'hands.lowered'; body: Record<string, never> }
  | { kind: 'poll.opened'; body: PollOpened }
  | { kind: 'poll.voted'; body: { activity: string; choices?: string[] } }
  | { kind: 'poll.closed'; body: { activity: string; counts?: Count[]; answered: number } }
  | { kind: 'poll.shown'; body: { activity: string; counts: Count[]; answered: number } }
  | { kind: 'quiz.opened'; body: QuizOpened }
  | { kind: 'quiz.keyed'; body: { activity: string; key?: Key; explanation?: string } }
  | { kind: 'quiz.extended'; body: { activity: string; add_ms: number } }
  | {
      kind: 'quiz.answered';
      body: { activity: string; answer: Answer; late_by_network: boolean };
    }
  | { kind: 'quiz.closed'; body: { activity: string; answered: number } }
  | { kind: 'quiz.judged'; body: { activity: string; counts: Count[]; results: PersonResult[] } }
  | {
      kind: 'quiz.shown';
      body: {
        activity: string;
        key?: Key;
        explanation?: string;
        counts: Count[];
        answered: number;
      };
    }
  | { kind: 'pick.made'; body: { person: string } }
  | { kind: 'announcement.posted'; body: { text: string } }
  | { kind: 'media.started'; body: MediaNow }
  | {
      kind: 'media_anchor';
      body: { run: number; track: number; media_ms: number; lesson_ms: number };
    }
  | { kind: 'media.stopped'; body: { run: number } }
  | { kind: 'media.shifted'; body: { shift_ms: number } }
  | { kind: 'recording.changed'; body: { state: RecordingState } }
  | { kind: 'page.turned'; body: { surface: Surface } }
  | { kind: 'writer.set'; body: { person: string; may: boolean } }
  | { kind: 'ink.drawn'; body: { op: string } }
  | { kind: 'part.played'; body: { edition: string; part: number; from_ms: number } }
  | { kind: 'part.held'; body: { edition: string; part: number; at_ms: number } }
  | { kind: 'pace.set'; body: { class: string; pace: PaceLight } }
  | ClassBody
  | StageBody;

export type RecordingState = 'recording' | 'disk_full' | 'failed';
export type Entry = {
  seq: number;
  at_ms: number;
  v: number;
  by?: string;
  class?: string;
  client_id?: string;
  see: See;
} & Body;

/** One operation of ink. */
export type InkDrawn = Extract<Entry, { kind: 'ink.drawn' }>;

/** What happens on a stage. */
export type StageEntry = Extract<Entry, { kind: StageBody['kind'] }>;

/** What becomes of a class that stops for a while. */
export type ClassEntry = Extract<Entry, { kind: ClassBody['kind'] }>;

/** What a room without stages and classes elsewhere has no use for; it is folded apart. */
export type SidelineEntry = StageEntry | ClassEntry | Extract<Entry, { kind: 'pace.set' }>;

export type Role = 'learner' | 'staff' | 'classroom';
export interface Me {
  person: string;
  name: string;
  role: Role;
  class?: string;
}
export interface DanmakuRules {
  on: boolean;
  slow_ms: number;
}
export interface Hand {
  person: string;
  at_ms: number;
}
export interface PollView extends PollOpened {
  kind: 'poll';
  opened_ms: number;
  is_open: boolean;
  is_shown: boolean;
  voted: boolean;
  mine?: string[];
  /** When one's own vote was kept, lesson time. */
  mine_ms?: number;
  answered: number;
  /** Who voted; for staff only. */
  answered_by?: string[];
  counts?: Count[];
}
export interface QuizView extends QuizOpened {
  kind: 'quiz';
  opened_ms: number;
  is_open: boolean;
  is_shown: boolean;
  mine?: Answer;
  /** When one's own answer was kept, lesson time. */
  mine_ms?: number;
  mine_late_by_network?: boolean;
  answered: number;
  /** Who answered; for staff only. */
  answered_by?: string[];
  counts?: Count[];
  key?: Key;
  explanation?: string;
}
export type ActivityView = PollView | QuizView;
export interface Danmaku {
  person: string;
  name: string;
  text: string;
  at_ms: number;
}
export interface MediaNow {
  run: number;
  tracks: Track[];
  /** Whether it is what is on the stage, and not an encoder's. */
  by_stage?: boolean;
}
export interface RosterRow {
  person: string;
  name: string;
  role: Role;
  class?: string;
  present: boolean;
  arrived_ms?: number;
  muted: boolean;
}
export interface Presence {
  here: number;
  expected: number;
}
/**
 * The part of an edition that the class sees: while it plays, its source stands at `from_ms` and
 * what has gone by on the lesson's clock since.
 */
export interface PartNow {
  edition: string;
  part: number;
  from_ms: number;
  since_ms: number;
  held: boolean;
}
/** Somebody on a stage. */
export interface StageMember {
  person: string;
  name: string;
  role: StageRole;
  /** The class for which it stands, where it is the screen of one. */
  class?: string;
  seat: number;
  /** What he may send. */
  may: StageKinds;
  /** What he sends. */
  on: StageKinds;
  /** Since when he is there, lesson time. */
  since_ms: number;
}
/** An invitation that nobody has answered; good until then, lesson time. */
export interface StageInvitation {
  person: string;
  may: StageKinds;
  until_ms: number;
}
/** A stage as one person may see it; 1 is the main one. */
export interface StageNow {
  stage: number;
  seats: number;
  members: StageMember[];
  /** Staff see all, others only their own. */
  invited: StageInvitation[];
}
/** Where a class stands that is behind: at `at_ms` when the lesson was at `since_ms`. */
export interface ClassCursor {
  at_ms: number;
  since_ms: number;
  /** Hundredths of the lesson's pace; 0 while it stands still. */
  percent: number;
}
export interface ClassNow {
  class: string;
  cursor?: ClassCursor;
  /** To the class's own teacher and its screen. */
  pace?: PaceLight;
}
/** How the lesson goes for the classes elsewhere. */
export interface Paces {
  lost: number;
  too_fast: number;
  fine: number;
  slowest: { class: string; pace: PaceLight; since_ms: number }[];
  held: number;
  held_since_ms?: number;
  catching_up: number;
  /** Classes whose screens are here. */
  here?: number;
  /** From when on it is long since one was called, lesson time. */
  call_due_ms?: number;
}
export interface Snapshot {
  seq: number;
  state: 'waiting' | 'open' | 'closed';
  opened_utc?: string;
  danmaku: DanmakuRules;
  muted: boolean;
  hands: Hand[];
  activities: ActivityView[];
  picks: { person: string; at_ms: number }[];
  announcements: { text: string; at_ms: number }[];
  danmaku_latest: Danmaku[];
  media?: MediaNow;
  shift_ms: number;
  recording?: RecordingState;
  surface: Surface;
  /** Since when the class looks at it, lesson time. */
  surface_ms: number;
  /** Learners who may write. */
  writers: string[];
  /** By the snapshot; what was drawn since is the board's to know. */
  inked: Inked[];
  /** The part of an edition that is shown. */
  part?: PartNow;
  /** The stages on which anything happened yet. */
  stages?: StageNow[];
  /** Classes that are behind: staff of the whole lesson see all, others their own. */
  classes?: ClassNow[];
  /** To staff. */
  paces?: Paces;
  people: RosterRow[];
  presence: Presence;
}
export interface Welcome {
  proto: number;
  me: Me;
  now_ms?: number;
  utc: string;
  snapshot?: Snapshot;
}
export interface Refused {
  client_id?: string;
  code: string;
  detail?: string;
  retry_after_ms?: number;
}
export type ServerMessage =
  | ({ type: 'welcome' } & Welcome)
  | ({ type: 'entry' } & Entry)
  | { type: 'crowd'; danmaku: Danmaku[]; omitted: number }
  | ({ type: 'presence' } & Presence)
  | ({ type: 'paces' } & Paces)
  | { type: 'tally'; activity: string; answered: number; counts?: Count[] }
  | { type: 'ack'; client_id: string; seq?: number }
  | ({ type: 'refused' } & Refused)
  | { type: 'pong'; sent_ms: number; now_ms?: number }
  | { type: 'gap'; after_seq: number; to_seq: number }
  | { type: 'media'; prefix: string; until: string }
  | { type: 'health'; durable: boolean }
  | { type: 'bye'; code: string; reconnect: boolean };

/** What a person can do in a room; the client's own name is added when it is sent. */
export type Action =
  | { type: 'send_danmaku'; text: string }
  | { type: 'raise_hand' }
  | { type: 'lower_hand'; person?: string }
  | { type: 'lower_all_hands' }
  | { type: 'vote'; activity: string; choices: string[] }
  | { type: 'submit_answer'; activity: string; answer: Answer; pressed_at_ms?: number }
  | {
      type: 'open_poll';
      stem: string;
      choices: Choice[];
      multiple: boolean;
      anonymous: boolean;
    }
  | { type: 'close_poll'; activity: string }
  | { type: 'show_poll'; activity: string }
  | { type: 'open_quiz'; question: Question; limit_ms?: number }
  | { type: 'extend_quiz'; activity: string; add_ms: number }
  | { type: 'close_quiz'; activity: string }
  | { type: 'show_quiz'; activity: string }
  | { type: 'pick_person'; class?: string }
  | { type: 'post_announcement'; text: string }
  | { type: 'set_danmaku'; on: boolean; slow_ms: number }
  | { type: 'clear_danmaku' }
  | { type: 'mute_person'; person: string; muted: boolean }
  | { type: 'shift_media'; shift_ms: number }
  | { type: 'turn_page'; surface: Surface }
  | { type: 'let_write'; person: string; may: boolean }
  | { type: 'draw'; op: string }
  | { type: 'play_part'; edition: string; part: number; at_ms: number }
  | { type: 'hold_part'; at_ms: number }
  | { type: 'set_stage'; stage: number; seats: number }
  | {
      type: 'invite_to_stage';
      stage: number;
      person: string;
      picture: boolean;
      screen: boolean;
    }
  | { type: 'withdraw_invitation'; stage: number; person: string }
  | { type: 'accept_invitation'; stage: number; picture: boolean }
  | { type: 'decline_invitation'; stage: number }
  | ({ type: 'join_stage'; stage: number } & StageKinds)
  | { type: 'leave_stage'; stage: number }
  | { type: 'lower_from_stage'; stage: number; person: string }
  | { type: 'clear_stage'; stage: number }
  | { type: 'mute_on_stage'; stage: number; person: string }
  | { type: 'mute_stage'; stage: number }
  | { type: 'ask_to_unmute'; stage: number; person: string }
  | ({ type: 'set_on_stage'; stage: number } & StageKinds)
  | { type: 'hold_class'; class?: string }
  | { type: 'catch_up'; class?: string }
  | { type: 'go_live'; class?: string }
  | { type: 'set_pace'; class?: string; pace: PaceLight }
  /** Without a class the one that was not called for longest. */
  | { type: 'call_class'; stage: number; class?: string }
  | { type: 'dismiss_class'; stage: number; class?: string }
  | { type: 'speak_for_class'; stage: number; on: boolean }
  | {
      type: 'collect_answers';
      activity: string;
      answers: { person: string; answer: Answer }[];
    };
export type Sent = Action & { client_id: string };
