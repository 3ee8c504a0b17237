// Which lane a danmaku flies in, so that none overtakes another. No DOM here.

export interface LaneRules {
  lanes: number;
  widthPx: number;
  /** Time one text needs from the right edge until it has left. */
  crossMs: number;
}

interface Flight {
  startMs: number;
  widthPx: number;
}

const GAP_PX = 24;

export class Lanes {
  #last: (Flight | null)[] = [];

  rules: LaneRules;

  constructor(rules: LaneRules) {
    this.rules = rules;
  }

  /** A free lane, or null on overflow; one's own always gets the least crowded. */
  place(textPx: number, nowMs: number, isOwn: boolean): number | null {
    const { lanes } = this.rules;
    let best = -1;
    let bestFree = Number.POSITIVE_INFINITY;
    for (let lane = 0; lane < lanes; lane += 1) {
      const free = this.#freeAt(lane, textPx);
      if (free <= nowMs) {
        best = lane;
        bestFree = free;
        break;
      }
      if (free < bestFree) {
        best = lane;
        bestFree = free;
      }
    }
    if (best < 0 || (bestFree > nowMs && !isOwn)) return null;
    this.#last[best] = { startMs: nowMs, widthPx: textPx };
    return best;
  }

  clear(): void {
    this.#last = [];
  }

  /** When a text of this width may start in the lane without touching the one before. */
  #freeAt(lane: number, textPx: number): number {
    const before = this.#last[lane];
    if (!before) return 0;
    const { widthPx, crossMs } = this.rules;
    const speedBefore = (widthPx + before.widthPx) / crossMs;
    const speed = (widthPx + textPx) / crossMs;
    const tailIn = before.startMs + (before.widthPx + GAP_PX) / speedBefore;
    // A longer text is faster; it must not reach the left edge before the other has left.
    const gone = before.startMs + crossMs;
    const notCatching = gone - widthPx / speed;
    return Math.max(tailIn, notCatching);
  }
}
