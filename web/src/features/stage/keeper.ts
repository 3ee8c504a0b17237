// Keeps a connection to the stage: what breaks is begun anew, later each time.
import type { OnStage } from './offer.ts';

const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];
/** So long a connection may be silent before it is given up. */
const SILENT_MS = 3_000;

/** How a connection stands: it is asked for, agreed, and carries; or it broke. */
export type KeptState = 'idle' | 'connecting' | 'agreed' | 'connected' | 'lost';

export class Keeper<T extends OnStage> {
  readonly #open: () => Promise<T>;
  readonly #told: (state: KeptState) => void;
  #now: T | null = null;
  #isWanted = false;
  /** Which attempt is the present one: those before it are over. */
  #round = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(open: () => Promise<T>, told: (state: KeptState) => void) {
    this.#open = open;
    this.#told = told;
  }

  /** The connection, once it is agreed. */
  get now(): T | null {
    return this.#now;
  }

  /** Connects, and keeps connected until `end`. */
  begin(): void {
    if (this.#isWanted) return;
    this.#isWanted = true;
    this.#tries = 0;
    this.#try('connecting');
  }

  end(): void {
    this.#isWanted = false;
    this.#drop();
    this.#told('idle');
  }

  #drop(): void {
    this.#round += 1;
    clearTimeout(this.#timer);
    void this.#now?.leave();
    this.#now = null;
  }

  #try(state: 'connecting' | 'lost'): void {
    this.#drop();
    this.#told(state);
    const round = this.#round;
    this.#open().then(
      (one) => {
        if (round !== this.#round) {
          void one.leave();
          return;
        }
        this.#now = one;
        this.#told('agreed');
        this.#follow(one, round);
      },
      () => {
        if (round === this.#round) this.#later();
      },
    );
  }

  #later(): void {
    const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
    this.#tries += 1;
    this.#told('lost');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#try('lost'), wait);
  }

  #follow({ connection }: T, round: number): void {
    const look = () => {
      if (round !== this.#round) return;
      const state = connection.connectionState;
      clearTimeout(this.#timer);
      if (state === 'connected') {
        this.#tries = 0;
        this.#told('connected');
      } else if (state === 'disconnected') {
        this.#timer = setTimeout(() => this.#later(), SILENT_MS);
      } else if (state === 'failed' || state === 'closed') this.#later();
    };
    connection.addEventListener('connectionstatechange', look);
    look();
  }
}
