// Entries wait until their lesson time is on screen. A countdown runs from its showing.

/** However far behind the picture is, nothing waits longer than this. */
export const WAIT_MOST_MS = 15_000;

export interface Timed {
  at_ms: number;
}

/**
 * Holds timed things back until the picture has reached them.
 * Order is kept: a later entry never overtakes an earlier one.
 */
export class Held<T extends Timed> {
  #queue: { item: T; until: number }[] = [];
  #apply: (item: T, nowMs: number) => void;

  constructor(apply: (item: T, nowMs: number) => void) {
    this.#apply = apply;
  }

  get size(): number {
    return this.#queue.length;
  }

  /**
   * @param pictureMs lesson time on screen, entry shift included; null without a picture.
   * @param nowMs any steady clock.
   */
  offer(item: T, pictureMs: number | null, nowMs: number): void {
    if (this.#queue.length === 0 && (pictureMs === null || item.at_ms <= pictureMs)) {
      this.#apply(item, nowMs);
      return;
    }
    this.#queue.push({ item, until: nowMs + WAIT_MOST_MS });
    this.advance(pictureMs, nowMs);
  }

  advance(pictureMs: number | null, nowMs: number): void {
    for (;;) {
      const head = this.#queue[0];
      if (!head) return;
      const due = pictureMs === null || head.item.at_ms <= pictureMs || head.until <= nowMs;
      if (!due) return;
      this.#queue.shift();
      this.#apply(head.item, nowMs);
    }
  }

  /** A snapshot holds everything; what waited would come twice. */
  clear(): void {
    this.#queue = [];
  }
}
