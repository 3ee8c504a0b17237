// Where something new can lie without covering what is there.
import { meet } from '../state/geometry.ts';
import type { Bounds } from '../wire/operation.ts';

export interface Size {
  w: number;
  h: number;
}

/** Places looked at from one edge to the other. */
const STEPS = 16;
/** How much smaller it may become before it is put aside. */
const SCALES = [1, 0.75, 0.5];
/** Between it and what is there, as a part of what is shown. */
const GAP = 0.015;

/**
 * A box of these proportions that meets nothing, the nearest to the middle of what is shown; null
 * when there is none, however small it gets.
 */
export function freeRoom(shown: Bounds, taken: readonly Bounds[], size: Size): Bounds | null {
  const [wide, high] = [shown.right - shown.left, shown.bottom - shown.top];
  const gap = GAP * wide;
  for (const scale of SCALES) {
    const [w, h] = [size.w * scale, size.h * scale];
    const [spanX, spanY] = [wide - w - 2 * gap, high - h - 2 * gap];
    if (spanX < 0 || spanY < 0) continue;
    let best: Bounds | null = null;
    let least = Infinity;
    for (let n = 0; n <= STEPS; n += 1) {
      for (let m = 0; m <= STEPS; m += 1) {
        const [partX, partY] = [n / STEPS - 0.5, m / STEPS - 0.5];
        const far = Math.hypot(partX * spanX, partY * spanY);
        if (far >= least) continue;
        const left = shown.left + gap + (n / STEPS) * spanX;
        const top = shown.top + gap + (m / STEPS) * spanY;
        const box = { left, top, right: left + w, bottom: top + h };
        const around = {
          left: left - gap,
          top: top - gap,
          right: left + w + gap,
          bottom: top + h + gap,
        };
        if (taken.some((one) => meet(one, around))) continue;
        [best, least] = [box, far];
      }
    }
    if (best) return best;
  }
  return null;
}

/** Right of all that is there, for paper without an edge. */
export function beside(shown: Bounds, taken: readonly Bounds[], { w, h }: Size): Bounds {
  const gap = GAP * (shown.right - shown.left);
  const left = Math.max(...taken.map(({ right }) => right)) + gap;
  const top = (shown.top + shown.bottom - h) / 2;
  return { left, top, right: left + w, bottom: top + h };
}
