// Ties one room's connection, reducer and timing together for the screen.
import { signal } from '@preact/signals';
import { call, callQuietly } from '~/api/call.ts';
import { codeText, Problem, problemText } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { newClientId } from '~/lib/client_id.ts';
import { toast } from '~/ui/Toast.tsx';
import type { LivePlayer } from '../player/live.ts';
import { type Draft, unsentAnswer } from './answer.ts';
import { Asked } from './asked.ts';
import { applyEntry, applyMessage, EMPTY } from './model.ts';
import { browserWorld, type Link, RoomSocket } from './socket.ts';
import { Held, lagOf } from './timing.ts';
import type {
  Action,
  ActivityView,
  Danmaku,
  Entry,
  InkDrawn,
  QuestionKind,
  QuizView,
  Sent,
  ServerMessage,
  Snapshot,
  Track,
} from './wire.ts';

/** So long before the end what is chosen is handed in: the way there takes a moment too. */
const HAND_IN_MS = 500;

/** The draft of what is said; no activity has such a name. */
const TALK = 'talk';

function phase(one: ActivityView): string {
  return `${one.activity}:${one.is_shown ? 'shown' : 'closed'}`;
}

/** A question on its way to the class, of which the log does not know yet. */
export interface Opening {
  id: string;
  kind: 'poll' | QuestionKind;
  stem: string;
}

/** A comment that did not get through, and why. */
export interface Unsaid {
  text: string;
  why: string;
  /** The name under which it was sent, when nobody knows whether it arrived. */
  id?: string;
  /** From when on it may be said again, by this device's clock. */
  againMs?: number;
}

/** A teacher's own picture before the lesson opens. */
export interface OwnPicture {
  prefix: string;
  /** Until when the address is good. */
  until: string;
  tracks: Track[];
}

function openingOf(id: string, action: Action): Opening[] {
  if (action.type === 'open_poll') return [{ id, kind: 'poll', stem: action.stem }];
  if (action.type !== 'open_quiz') return [];
  const { kind, stem } = action.question.prompt;
  return [{ id, kind, stem }];
}

function readDrafts(key: string): Record<string, Draft> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Record<string, Draft>) : {};
  } catch {
    return {};
  }
}

/** One's own hand; that it is asked for. */
const HAND = /^(raise|lower)_hand$/;

type Answered = Extract<Entry, { kind: 'poll.voted' | 'quiz.answered' }>;

function isAnswer(entry: Entry): entry is Answered {
  return entry.kind === 'poll.voted' || entry.kind === 'quiz.answered';
}

function sweep(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Where nothing may be kept, nothing was.
  }
}

export class RoomStore {
  readonly model = signal(EMPTY);
  readonly link = signal<Link>({ state: 'connecting' });
  readonly waiting = signal(0);
  /** Whether a live picture is on screen; set by the stage. */
  readonly isOnAir = signal(false);
  /** Whether the stage itself is on this page; then its programme is not fetched. */
  readonly hasStage = signal(false);
  /** What shows the picture; set by the stage. */
  readonly video = signal<HTMLVideoElement | null>(null);
  /** What sounds in its place, while there is only the voice. */
  readonly speaker = signal<HTMLAudioElement | null>(null);
  /** What nobody has acknowledged: the activity of an answer or vote, or `hand`. */
  readonly pending = signal(new Set<string>());
  /** The activity whose sheet was closed after its end, and whether its result was in it. */
  readonly dismissed = signal('');
  /** What the class is about to be asked. */
  readonly opening = signal<Opening[]>([]);
  /** What is being typed; it outlives a lost connection and a reload. */
  readonly talk = signal('');
  /** Comments that did not get through; newest last. */
  readonly unsaid = signal<Unsaid[]>([]);
  /** Staff: one's own picture, while nobody else may see it. */
  readonly ownPicture = signal<OwnPicture | null>(null);
  /** Whether what is asked lies over the field for comments. */
  readonly isCovered = signal(false);
  /** What is large on the stage: the picture, the slide, or a slide swapped with the picture. */
  readonly shows = signal<'picture' | 'slide' | 'swapped'>('picture');
  /** Whether the smaller of the two is to be seen. */
  readonly hasTile = signal(true);
  readonly #asked = new Asked();
  /** Quizzes whose answer this page handed in when their time ran out. */
  readonly handedIn = signal(new Set<string>());
  /** The ends at which that was tried, by quiz: what was refused is not sent for ever. */
  readonly #ends = new Map<string, number>();
  /** Activities that were open while this page watched. */
  readonly watched = new Set<string>();
  readonly #person: string;
  readonly #draftsKey: string;
  readonly #drafts: Record<string, Draft>;
  /** How much later than the class each quiz came on this screen. */
  readonly #lags = new Map<string, number>();
  readonly lesson: Lesson;
  /** Lesson time on screen; set by the stage. */
  pictureMs: () => number | null = () => null;
  /** What plays the picture; set by the stage. */
  picture: LivePlayer | null = null;
  onDanmaku: (one: Danmaku) => void = () => {};
  onClear: () => void = () => {};
  /** Ink of before somebody took it. */
  readonly earlyInk: InkDrawn[] = [];
  /** Ink whose time has come, in the log's order; the board asks for what came before. */
  onInk: (one: InkDrawn) => void = (one) => this.earlyInk.push(one);
  /** Strokes while they are being drawn, one's own too: a frame of `docs/protocol/room.md`. */
  onPoints: (frame: Uint8Array) => void = () => {};
  /** The room begins anew from a snapshot of everything. */
  onSnapshot: (snapshot: Snapshot) => void = () => {};
  /** Where an own operation of ink stands in the log; null when it was refused. */
  onDrawn: (id: string, seq: number | undefined | null) => void = () => {};
  /** What ends with this room. */
  readonly onStop: (() => void)[] = [];
  #socket: RoomSocket;
  #held: Held<Entry>;
  #timer = 0;

  constructor(lesson: Lesson, person: string) {
    this.lesson = lesson;
    // The key holds the person, so that a shared computer never shows another's answer.
    this.#draftsKey = `drafts:${lesson.id}:${person}`;
    this.#drafts = readDrafts(this.#draftsKey);
    this.talk.value = this.draftOf(TALK)?.text ?? '';
    // Answers that wait leave the device once the server has heard them; drafts never are sent.
    this.model.subscribe(({ state }) => state === 'closed' && sweep(this.#draftsKey));
    this.#person = person;
    this.#held = new Held((entry) => this.#apply(entry));
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const url = `${scheme}://${location.host}/ws/rooms/${lesson.id}`;
    this.#socket = new RoomSocket(
      url,
      lesson.id,
      person,
      browserWorld(() => this.#check()),
      {
        onMessage: (message) => this.#hear(message),
        onPoints: (frame) => this.onPoints(frame),
        onLink: (link) => {
          this.link.value = link;
          const isOut = link.state === 'signed_out';
          // Who may not be here sees and hears nothing more, though the address would still serve.
          if (isOut || link.state === 'refused') {
            this.model.value = { ...this.model.value, mediaPrefix: null };
          }
          if (isOut) void this.signInAgain();
        },
        onWaiting: (answers) => {
          this.waiting.value = answers;
          const held = this.#socket.outbox.waiting;
          this.pending.value = new Set(
            held.map((m) => ('activity' in m ? m.activity : HAND.test(m.type) ? 'hand' : '')),
          );
        },
        onRefused: (refused, sent) => {
          if (sent?.type === 'draw') this.onDrawn(sent.client_id, null);
          if (this.#asked.refused(refused)) return;
          const seconds = Math.ceil((refused.retry_after_ms ?? 0) / 1000);
          toast(codeText(refused.code, { seconds }));
        },
        onUnsent: (messages) => {
          if (this.#asked.unsent(messages).length > 0) toast(codeText('network.unreachable'));
        },
      },
    );
  }

  start(): void {
    this.#socket.start();
    this.#timer = window.setInterval(() => this.#advance(), 100);
    addEventListener('online', this.#retry);
    addEventListener('offline', this.#gone);
  }

  stop(): void {
    this.#socket.stop();
    for (const end of this.onStop.splice(0)) end();
    clearInterval(this.#timer);
    removeEventListener('online', this.#retry);
    removeEventListener('offline', this.#gone);
  }

  send(action: Action): void {
    this.#socket.send(action);
  }

  /** Sends an operation of ink, as long as it takes; gives the message's name. */
  draw(op: string): string {
    return this.#socket.send({ type: 'draw', op });
  }

  /** Ink of one's own that nobody acknowledged, from before a reload too. */
  get waitingDraws(): Extract<Sent, { type: 'draw' }>[] {
    return this.#socket.outbox.waiting.filter((one) => one.type === 'draw');
  }

  /** Shows a stroke while it is drawn; lost when there is no connection. */
  sendPoints(message: Uint8Array): void {
    this.#socket.sendPoints(message);
  }

  /** Sends, and tells what became of it: a `Problem` says why it had no effect. */
  async ask(action: Action, id = newClientId()): Promise<void> {
    const fate = this.#asked.wait(id);
    this.opening.value = [...this.opening.value, ...openingOf(id, action)];
    this.#socket.send(action, id);
    try {
      await fate;
    } finally {
      this.opening.value = this.opening.value.filter((one) => one.id !== id);
    }
  }

  /** Says something; what does not get through is shown again, with the reason. */
  async say(text: string, id = newClientId()): Promise<void> {
    try {
      await this.ask({ type: 'send_danmaku', text }, id);
    } catch (error) {
      // Perhaps only the answer was lost: under the same name it is said once, however often sent.
      const isKnown = error instanceof Problem && error.code !== 'network.unreachable';
      const waitMs = error instanceof Problem ? error.retryAfterMs : undefined;
      const later = waitMs !== undefined && { againMs: Date.now() + waitMs };
      const one = { text, why: problemText(error), ...(!isKnown && { id }), ...later };
      this.unsaid.value = [...this.unsaid.value, one];
    }
  }

  giveUp(one: Unsaid): void {
    this.unsaid.value = this.unsaid.value.filter((other) => other !== one);
  }

  sayAgain(one: Unsaid): Promise<void> {
    this.giveUp(one);
    return this.say(one.text, one.id);
  }

  setTalk(text: string): void {
    this.talk.value = text;
    this.keepDraft(TALK, text ? { chosen: [], text } : null);
  }

  /** What this person has chosen or typed and not sent; it outlives a reload. */
  draftOf(activity: string): Draft | undefined {
    const found = this.#drafts[activity];
    return found && Array.isArray(found.chosen) && typeof found.text === 'string'
      ? found
      : undefined;
  }

  /** Keeps what is not sent yet, or forgets it. */
  keepDraft(name: string, draft: Draft | null): void {
    if (draft) {
      this.#drafts[name] = draft;
      // With more time one chooses again, oneself.
      this.handedIn.value = new Set([...this.handedIn.peek()].filter((one) => one !== name));
    }
    if (!draft) delete this.#drafts[name];
    try {
      localStorage.setItem(this.#draftsKey, JSON.stringify(this.#drafts));
    } catch {
      // A full or forbidden store costs only what a reload would lose.
    }
  }

  /**
   * What the sheet shows: the newest that waits for an answer, else the last that was asked, until
   * its end is seen. An older one that is answered and still open does not come back over it.
   */
  get asked(): ActivityView | undefined {
    const { activities } = this.model.value;
    const open = activities.filter((one) => one.is_open);
    for (const one of open) this.watched.add(one.activity);
    const isAnswered = (one: ActivityView) => (one.kind === 'poll' ? one.voted : one.mine);
    const newest = open.filter((one) => !isAnswered(one)).pop();
    if (newest) return newest;
    const last = activities[activities.length - 1];
    if (!last || last.is_open) return last;
    if (!this.watched.has(last.activity)) return undefined;
    return this.dismissed.value === phase(last) ? undefined : last;
  }

  dismiss(one: ActivityView): void {
    this.dismissed.value = phase(one);
  }

  /** Connects anew after a refusal, when the person asks for it. */
  enterAgain(): void {
    this.#socket.retryNow();
  }

  /** Lesson time for a quiz as it runs on this screen; what a learner's press is stamped with. */
  quizNowMs(activity: string): number | null {
    const now = this.nowMs();
    return now === null ? null : now - (this.#lags.get(activity) ?? 0);
  }

  /** Lesson time by the server's clock. */
  nowMs(): number | null {
    const offset = this.model.value.clockOffsetMs;
    return offset === null ? null : Math.round(Date.now() + offset);
  }

  #retry = () => this.#socket.retryNow();
  #gone = () => this.#socket.networkGone();

  /** Lesson time on screen; null where nothing waits for a picture. What a teacher does shows at once. */
  get screenMs(): number | null {
    if (this.model.value.me?.role === 'staff') return null;
    const picture = this.pictureMs();
    return picture === null ? null : picture - this.model.value.shift_ms;
  }

  #advance(): void {
    this.#held.advance(this.screenMs, Date.now());
    for (const one of this.model.peek().activities) {
      if (one.kind !== 'quiz' || !one.is_open || one.limit_ms === undefined) continue;
      const end = one.opened_ms + one.limit_ms;
      const now = this.quizNowMs(one.activity);
      if (now !== null && now >= end - HAND_IN_MS) this.#handIn(one, end);
    }
  }

  /** What is chosen when a quiz ends counts, though nobody pressed the button. */
  #handIn(one: QuizView, end: number): void {
    const { activity } = one;
    if (this.#ends.get(activity) === end) return;
    this.#ends.set(activity, end);
    const answer = unsentAnswer(one, this.draftOf(activity));
    const now = this.nowMs() ?? 0;
    if (!answer || this.pending.peek().has(activity) || now > end + one.grace_ms) return;
    const pressed_at_ms = Math.min(end, this.quizNowMs(activity) ?? end);
    this.send({ type: 'submit_answer', activity, answer, pressed_at_ms });
    this.handedIn.value = new Set([...this.handedIn.peek(), activity]);
  }

  #apply(entry: Entry): void {
    if (entry.kind === 'danmaku.cleared') this.onClear();
    if (entry.kind === 'ink.drawn') this.onInk(entry);
    if (entry.kind === 'quiz.opened' && this.model.value.me?.role !== 'staff') {
      const quiz = { opened_ms: entry.at_ms, grace_ms: entry.body.grace_ms };
      this.#lags.set(entry.body.activity, lagOf(this.nowMs(), quiz));
    }
    const before = this.model.peek();
    this.model.value = applyEntry(before, entry);
    if (entry.kind === 'quiz.closed') {
      // A teacher may stop a quiz before its time, or one that has none.
      const one = before.activities.find((a) => a.activity === entry.body.activity);
      if (one?.kind === 'quiz' && one.is_open) this.#handIn(one, entry.at_ms);
    }
    if (isAnswer(entry) && entry.by === this.#person) this.keepDraft(entry.body.activity, null);
  }

  /** Hands, stages, holds and one's own answers show at once; an answer only once its question is there. */
  #isSwift(entry: Entry): boolean {
    if (!isAnswer(entry)) return /^(hand|stage|class)/.test(entry.kind);
    const { activity } = entry.body;
    const isKnown = this.model.value.activities.some((one) => one.activity === activity);
    return isKnown && entry.by === this.#person;
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'entry') {
      if (this.#isSwift(message)) this.#apply(message);
      else this.#held.offer(message, this.screenMs, Date.now());
      return;
    }
    if (message.type === 'ack') {
      this.#asked.acked(message.client_id);
      this.onDrawn(message.client_id, message.seq);
    }
    const fresh = message.type === 'welcome' && message.snapshot;
    if (fresh) {
      this.#held.clear();
      this.earlyInk.length = 0;
    }
    this.model.value = applyMessage(this.model.value, message, Date.now());
    if (fresh) this.onSnapshot(fresh);
    if (message.type === 'crowd') for (const one of message.danmaku) this.onDanmaku(one);
  }

  async #check() {
    try {
      await callQuietly('GET /api/lessons/{id}', { path: { id: this.lesson.id } });
      return 'fine' as const;
    } catch (error) {
      if (!(error instanceof Problem)) return 'unknown' as const;
      if (error.status === 401) return 'signed_out' as const;
      return error.status === 403 || error.status === 404
        ? ('forbidden' as const)
        : ('unknown' as const);
    }
  }

  /** Asks for the password over this page; what was typed stays. */
  async signInAgain(): Promise<void> {
    // The call layer asks over this page; what was typed stays where it is.
    // Whoever would not, finds the notice with its own button.
    await call('GET /api/lessons/{id}', { path: { id: this.lesson.id } }).then(
      this.#retry,
      () => {},
    );
  }
}
