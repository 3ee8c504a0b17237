// The room's connection: hello, heartbeat, resume, backoff, and the outbox.
import { newClientId } from '~/lib/client_id.ts';
import { Outbox, type Store } from './outbox.ts';
import { Pace } from './pace.ts';
import { type Action, PROTO, type Refused, type Sent, type ServerMessage } from './wire.ts';

export type Link =
  | { state: 'connecting' }
  | { state: 'online'; roundTripMs: number | null }
  | { state: 'offline'; retryAtMs: number; tries: number; code?: string }
  | { state: 'signed_out' }
  | { state: 'refused'; code: string };

/** The parts of a WebSocket this client needs. */
export interface Wire {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(frame: string | Uint8Array): void;
  close(): void;
}

export interface World {
  connect(url: string): Wire;
  now(): number;
  random(): number;
  later(run: () => void, ms: number): unknown;
  cancel(timer: unknown): void;
  store: Store | null;
  /** Asks the API whether the session is still good; a socket close cannot say why. */
  check(): Promise<'fine' | 'signed_out' | 'forbidden' | 'unknown'>;
}

export interface Listener {
  onMessage(message: ServerMessage): void;
  onPoints(frame: Uint8Array): void;
  onLink(link: Link): void;
  onWaiting(answers: number): void;
  onRefused(refused: Refused, message: Sent | undefined): void;
  onUnsent(messages: Sent[]): void;
}

export const PING_EVERY_MS = 10_000;
/** An address that does not answer at all is given up after this. */
export const OPENING_MS = 12_000;
/** After so many pings without a word the connection is given up; a late timer is no silence. */
const UNANSWERED_MOST = 2;
/** Refusals of the moment only: ink is sent again. */
const PASSING = new Set(['rate.too_many', 'room.busy']);
/**
 * A message that is not worth sending much later is sent again after so short a break: perhaps only
 * its answer was lost, and under its own name it takes effect once.
 */
export const AGAIN_MS = 10_000;
const BACKOFF_FIRST_MS = 500;
const BACKOFF_MOST_MS = 15_000;

export function backoffMs(tries: number, random: number): number {
  const most = Math.min(BACKOFF_MOST_MS, BACKOFF_FIRST_MS * 2 ** tries);
  return Math.round(most / 2 + (most / 2) * random);
}

export class RoomSocket {
  readonly outbox: Outbox;
  readonly #pace: Pace;
  #wire: Wire | null = null;
  #link: Link = { state: 'connecting' };
  #tries = 0;
  #lastSeq: number | null = null;
  #welcomed = false;
  #unanswered = 0;
  #pingTimer: unknown = null;
  #retryTimer: unknown = null;
  #againTimer: unknown = null;
  #stopped = false;
  unknownMessages = 0;

  readonly url: string;
  readonly room: string;
  readonly world: World;
  readonly listener: Listener;

  constructor(url: string, room: string, person: string, world: World, listener: Listener) {
    this.url = url;
    this.room = room;
    this.world = world;
    this.listener = listener;
    // The key holds the person, so that a shared computer never sends another's answer.
    this.outbox = new Outbox(`outbox:${room}:${person}`, world.store);
    this.#pace = new Pace(world, (message) => this.#transmit(message));
  }

  start(): void {
    this.#stopped = false;
    this.listener.onWaiting(this.outbox.answersWaiting);
    this.#open();
  }

  stop(): void {
    this.#stopped = true;
    this.world.cancel(this.#againTimer);
    this.#drop();
  }

  /** The network came back or the person signed in again: do not wait for the timer. */
  retryNow(): void {
    if (this.#stopped || this.#link.state === 'online') return;
    this.#drop();
    this.#open();
  }

  /** The network went away: a silent socket would tell so only much later. */
  networkGone(): void {
    if (!this.#stopped && this.#wire) void this.#lost();
  }

  get link(): Link {
    return this.#link;
  }

  /** Sends now when connected; answers and votes otherwise wait. Gives the message's name. */
  send(action: Action, client_id = newClientId(this.world.now())): string {
    const message: Sent = { ...action, client_id };
    this.outbox.add(message);
    if (this.#welcomed) this.#pass(message);
    else this.listener.onUnsent(this.outbox.dropFleeting(message));
    this.listener.onWaiting(this.outbox.answersWaiting);
    return message.client_id;
  }

  /** Live points are worth nothing later. */
  sendPoints(message: Uint8Array): void {
    if (this.#welcomed) this.#wire?.send(message);
  }

  #setLink(link: Link): void {
    this.#link = link;
    this.listener.onLink(link);
  }

  #open(): void {
    this.#setLink({ state: 'connecting' });
    this.#welcomed = false;
    const wire = this.world.connect(this.url);
    this.#wire = wire;
    this.#later(() => void this.#lost(), OPENING_MS);
    wire.onopen = () => {
      const since = this.#lastSeq === null ? {} : { since_seq: this.#lastSeq };
      this.#transmit({ type: 'hello', proto: PROTO, room: this.room, ...since });
    };
    wire.onmessage = (event) => this.#hear(event.data);
    wire.onclose = () => {
      if (this.#wire === wire) void this.#lost();
    };
  }

  #transmit(message: object): void {
    this.#wire?.send(JSON.stringify(message));
  }

  #pass(message: Sent): void {
    if (message.type === 'draw') this.#pace.add(message);
    else this.#transmit(message);
  }

  #later(run: () => void, ms: number): void {
    this.world.cancel(this.#pingTimer);
    this.#pingTimer = this.world.later(run, ms);
  }

  /** Browsers run a hidden page's timers once a minute: pings are counted, not the time. */
  #ping(): void {
    if (this.#unanswered >= UNANSWERED_MOST) {
      void this.#lost();
      return;
    }
    this.#unanswered += 1;
    this.#transmit({ type: 'ping', sent_ms: this.world.now() });
    this.#later(() => this.#ping(), PING_EVERY_MS);
  }

  #hear(data: unknown): void {
    this.#unanswered = 0;
    if (data instanceof ArrayBuffer) {
      this.listener.onPoints(new Uint8Array(data));
      return;
    }
    let message: ServerMessage;
    try {
      message = JSON.parse(String(data)) as ServerMessage;
    } catch {
      this.unknownMessages += 1;
      return;
    }
    switch (message.type) {
      case 'welcome':
        this.#welcome(message);
        return;
      case 'entry':
        // A resumed connection may repeat; what was applied is not applied again.
        if (this.#lastSeq !== null && message.seq <= this.#lastSeq) return;
        this.#lastSeq = message.seq;
        this.listener.onMessage(message);
        return;
      case 'ack':
        this.outbox.remove(message.client_id);
        this.listener.onWaiting(this.outbox.answersWaiting);
        this.listener.onMessage(message);
        return;
      case 'refused': {
        const drawn = message.client_id ? this.outbox.find(message.client_id) : undefined;
        if (drawn?.type === 'draw' && PASSING.has(message.code)) {
          this.#pace.again(drawn, message.retry_after_ms ?? 1_000);
          return;
        }
        const sent = message.client_id ? this.outbox.remove(message.client_id) : undefined;
        this.listener.onWaiting(this.outbox.answersWaiting);
        this.listener.onRefused(message, sent);
        return;
      }
      case 'pong':
        this.#setLink({ state: 'online', roundTripMs: this.world.now() - message.sent_ms });
        this.listener.onMessage(message);
        return;
      case 'gap':
        // The snapshot that follows sets the cursor anew.
        this.#lastSeq = null;
        this.listener.onMessage(message);
        return;
      case 'bye':
        this.#bye(message.code, message.reconnect);
        return;
      case 'crowd':
      case 'paces':
      case 'presence':
      case 'tally':
      case 'media':
      case 'health':
        this.listener.onMessage(message);
        return;
      default: {
        const unknown: never = message;
        void unknown;
        this.unknownMessages += 1;
      }
    }
  }

  #welcome(message: Extract<ServerMessage, { type: 'welcome' }>): void {
    if (message.snapshot) this.#lastSeq = message.snapshot.seq;
    this.#welcomed = true;
    this.#tries = 0;
    this.world.cancel(this.#againTimer);
    this.#setLink({ state: 'online', roundTripMs: null });
    this.listener.onMessage(message);
    for (const waiting of this.outbox.waiting) this.#pass(waiting);
    this.#ping();
  }

  #bye(code: string, reconnect: boolean): void {
    if (this.#welcomed) this.#giveUpLater();
    this.#drop();
    if (reconnect) {
      this.#retry(code);
      return;
    }
    this.#giveUp();
    if (code === 'session.ended') this.#setLink({ state: 'signed_out' });
    else this.#setLink({ state: 'refused', code });
  }

  async #lost(): Promise<void> {
    const early = !this.#welcomed;
    if (this.#welcomed) this.#giveUpLater();
    this.#drop();
    if (this.#stopped) return;
    this.#retry();
    if (!early) return;
    const verdict = await this.world.check();
    if (this.#stopped || this.#welcomed) return;
    if (verdict === 'signed_out' || verdict === 'forbidden') {
      this.#drop();
      this.#setLink(
        verdict === 'signed_out'
          ? { state: 'signed_out' }
          : { state: 'refused', code: 'access.ended' },
      );
    }
  }

  #giveUpLater(): void {
    this.#againTimer = this.world.later(() => this.#giveUp(), AGAIN_MS);
  }

  #giveUp(): void {
    this.world.cancel(this.#againTimer);
    this.listener.onUnsent(this.outbox.dropFleeting());
  }

  /** @param code why the server closed, when it said so. */
  #retry(code?: string): void {
    const wait = backoffMs(this.#tries, this.world.random());
    this.#tries += 1;
    this.#setLink({
      state: 'offline',
      retryAtMs: this.world.now() + wait,
      tries: this.#tries,
      ...(code && { code }),
    });
    this.#retryTimer = this.world.later(() => this.#open(), wait);
  }

  #drop(): void {
    this.world.cancel(this.#pingTimer);
    this.world.cancel(this.#retryTimer);
    this.#pace.clear();
    this.#welcomed = false;
    const wire = this.#wire;
    this.#wire = null;
    if (wire) {
      wire.onopen = null;
      wire.onmessage = null;
      wire.onclose = null;
      wire.close();
    }
  }
}

/** The browser itself. */
export function browserWorld(check: World['check']): World {
  let store: Store | null = null;
  try {
    // A phone closes a page at will; what waits must outlive it.
    store = localStorage;
  } catch {
    store = null;
  }
  return {
    connect: (url) => {
      const early = (globalThis as { xtSocket?: (url: string) => Wire | null }).xtSocket?.(url);
      if (early) return early;
      const wire = new WebSocket(url);
      wire.binaryType = 'arraybuffer';
      return wire as unknown as Wire;
    },
    now: () => Date.now(),
    random: () => Math.random(),
    later: (run, ms) => setTimeout(run, ms),
    cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    store,
    check,
  };
}
