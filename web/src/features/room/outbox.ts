// Messages that nobody has acknowledged yet. They outlive a reload and a lost connection.
import type { Sent } from './wire.ts';

export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Kinds worth sending again after a break; a danmaku from minutes ago is not. */
const KEPT = new Set<Sent['type']>(['submit_answer', 'vote', 'raise_hand', 'lower_hand', 'draw']);

/** Whether what was kept on the device is a message of a kind that is. */
function isKept(found: Partial<Sent> | null): found is Sent {
  return typeof found?.client_id === 'string' && KEPT.has(found.type as Sent['type']);
}

/** Of messages with the same topic only the newest counts; null for those that all do. */
function topicOf(message: Sent): string | null {
  switch (message.type) {
    case 'submit_answer':
    case 'vote':
      return message.activity;
    case 'raise_hand':
      return 'hand';
    case 'lower_hand':
      return message.person ? null : 'hand';
    default:
      return null;
  }
}

export class Outbox {
  #waiting: Sent[] = [];

  readonly key: string;
  readonly store: Store | null;

  constructor(key: string, store: Store | null) {
    this.key = key;
    this.store = store;
    try {
      const text = store?.getItem(key);
      const found: unknown = text ? JSON.parse(text) : [];
      if (Array.isArray(found)) this.#waiting = found.filter(isKept);
    } catch {
      this.#waiting = [];
    }
  }

  get waiting(): readonly Sent[] {
    return this.#waiting;
  }

  /** Answers and votes that wait; what the page shows as "1 waiting". */
  get answersWaiting(): number {
    return this.#waiting.filter((m) => m.type === 'submit_answer' || m.type === 'vote').length;
  }

  add(message: Sent): void {
    // A newer answer to the same question replaces the one that still waits; so does a hand.
    const topic = topicOf(message);
    if (topic) this.#waiting = this.#waiting.filter((m) => topicOf(m) !== topic);
    this.#waiting.push(message);
    this.#save();
  }

  find(clientId: string): Sent | undefined {
    return this.#waiting.find((m) => m.client_id === clientId);
  }

  remove(clientId: string): Sent | undefined {
    const found = this.find(clientId);
    if (found) {
      this.#waiting = this.#waiting.filter((m) => m !== found);
      this.#save();
    }
    return found;
  }

  /** Gives back what will not be sent again, of all or of one message. */
  dropFleeting(of?: Sent): Sent[] {
    const isGone = (m: Sent) => !KEPT.has(m.type) && (!of || m === of);
    const gone = this.#waiting.filter(isGone);
    this.#waiting = this.#waiting.filter((m) => !isGone(m));
    this.#save();
    return gone;
  }

  #save(): void {
    const kept = this.#waiting.filter((m) => KEPT.has(m.type));
    try {
      if (kept.length === 0) this.store?.removeItem(this.key);
      else this.store?.setItem(this.key, JSON.stringify(kept));
    } catch {
      // A full or forbidden store costs only what a reload would lose.
    }
  }
}
