// Ink as it stood at any moment of a lesson.
import { emptySnapshot } from './frames.ts';

export interface Drawn {
  at_ms: number;
  by: string;
  bytes: Uint8Array;
}
/** What shows one surface; a board is one. */
export interface ReplaySheet {
  load(snapshot: Uint8Array): void;
  apply(bytes: Uint8Array, by: string): void;
}

export class InkReplay {
  readonly #surface: string;
  readonly #log: readonly Drawn[];
  readonly #sheet: ReplaySheet;
  #next = 0;

  /** @param log in the order of its times. */
  constructor(surface: string, log: readonly Drawn[], sheet: ReplaySheet) {
    this.#surface = surface;
    this.#log = log;
    this.#sheet = sheet;
  }

  /** Brings the sheet to a moment; going back begins anew. Whether it looks different now. */
  seek(ms: number): boolean {
    const before = this.#next;
    const last = this.#log[this.#next - 1];
    if (last && last.at_ms > ms) {
      this.#sheet.load(emptySnapshot(this.#surface));
      this.#next = 0;
    }
    for (;;) {
      const one = this.#log[this.#next];
      if (!one || one.at_ms > ms) return this.#next !== before;
      this.#next += 1;
      try {
        this.#sheet.apply(one.bytes, one.by);
      } catch {
        // It comes of a newer version.
      }
    }
  }
}
