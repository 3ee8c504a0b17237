// Strokes drawn while the network was away come all at once; the room takes so many a second.
import type { Sent } from './wire.ts';

/** Below what the room takes of one client at once, and over time. */
export const BURST = 25;
export const EVERY_MS = 125;

interface Clock {
  now(): number;
  later(run: () => void, ms: number): unknown;
  cancel(timer: unknown): void;
}

/** Passes messages on in their order, a burst at once and then one after another. */
export class Pace {
  readonly #clock: Clock;
  readonly #pass: (message: Sent) => void;
  #queue: Sent[] = [];
  #credit = BURST;
  #countedAt = 0;
  #timer: unknown = null;

  constructor(clock: Clock, pass: (message: Sent) => void) {
    this.#clock = clock;
    this.#pass = pass;
  }

  add(message: Sent): void {
    this.#queue.push(message);
    if (this.#timer === null) this.#go();
  }

  /** The room had enough for the moment: this one again, and whatever follows later. */
  again(message: Sent, afterMs: number): void {
    this.#queue.unshift(message);
    this.#credit = 0;
    this.#countedAt = this.#clock.now();
    this.#wait(Math.max(EVERY_MS, afterMs));
  }

  clear(): void {
    this.#queue = [];
    if (this.#timer !== null) this.#clock.cancel(this.#timer);
    this.#timer = null;
  }

  #wait(ms: number): void {
    if (this.#timer !== null) this.#clock.cancel(this.#timer);
    this.#timer = this.#clock.later(() => {
      this.#timer = null;
      this.#go();
    }, ms);
  }

  #go(): void {
    const now = this.#clock.now();
    const earned = Math.max(0, now - this.#countedAt) / EVERY_MS;
    this.#credit = Math.min(BURST, this.#credit + earned);
    this.#countedAt = now;
    while (this.#credit >= 1) {
      const next = this.#queue.shift();
      if (!next) return;
      this.#credit -= 1;
      this.#pass(next);
    }
    if (this.#queue.length > 0) this.#wait(EVERY_MS);
  }
}
