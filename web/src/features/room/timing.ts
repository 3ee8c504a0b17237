// Entries wait until their lesson time is on screen. A countdown gives back that delay, as far as
// the server's grace carries it.

/** However far behind the picture is, nothing waits longer than this. */
export const WAIT_MOST_MS = 15_000;

/** What is left of the grace time for the way of an answer pressed in the last moment. */
export const WAY_MS = 2_000;

/** How much later than the class a quiz came on screen, as far as the server makes up for it. */
export function lagOf(
  shownMs: number | null,
  quiz: { opened_ms: number; grace_ms: number },
): number {
  if (shownMs === null) return 0;
  return Math.max(0, Math.min(shownMs - quiz.opened_ms, quiz.grace_ms - WAY_MS));
}

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
