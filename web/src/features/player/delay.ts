// What to do about the distance between the picture on screen and the newest one. No DOM here.

export interface Range {
  start: number;
  end: number;
}
export interface Steer {
  rate: number;
  /** Where to jump, in seconds; null to stay. */
  seekTo: number | null;
}

const WANTED_S = 1.2;
/** So much farther behind it plays faster, and so much farther it jumps. */
const NUDGE_S = 0.8;
const JUMP_S = 4.8;
/** With less than this part of what is wanted it plays slower. */
const LITTLE = 1 / 3;
const KEEP_BEHIND_S = 30;
const TRIM_STEP_S = 10;

/** Plays a little faster when behind, jumps when far behind, and steps over holes. */
export function steer(
  current: number,
  ranges: readonly Range[],
  isPlaying: boolean,
  wantedS = WANTED_S,
): Steer {
  const last = ranges[ranges.length - 1];
  if (!last) return { rate: 1, seekTo: null };
  const here = ranges.find((range) => current >= range.start - 0.05 && current < range.end);
  const edge = Math.max(last.start, last.end - wantedS);
  if (!here) {
    const ahead = ranges.find((range) => range.start > current);
    if (ahead) return { rate: 1, seekTo: ahead === last ? edge : ahead.start + 0.05 };
    return { rate: 1, seekTo: current < last.start ? edge : null };
  }
  const behind = last.end - current;
  if (behind > wantedS + JUMP_S) return { rate: 1, seekTo: edge };
  if (isPlaying && behind > wantedS + NUDGE_S) return { rate: 1.08, seekTo: null };
  if (isPlaying && behind < wantedS * LITTLE) return { rate: 0.96, seekTo: null };
  return { rate: 1, seekTo: null };
}

/** What may be forgotten, in seconds; null while it is not worth it. */
export function trim(current: number, ranges: readonly Range[]): Range | null {
  const first = ranges[0];
  if (!first) return null;
  const end = current - KEEP_BEHIND_S;
  return end - first.start > TRIM_STEP_S ? { start: first.start, end } : null;
}

/** Splits a byte stream into whole top-level MP4 boxes, so that a broken run leaves no half box. */
export class Boxes {
  #rest = new Uint8Array(0);

  push(bytes: Uint8Array): { type: string; bytes: Uint8Array }[] {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const view = new DataView(all.buffer);
    const found: { type: string; bytes: Uint8Array }[] = [];
    let at = 0;
    while (at + 8 <= all.length) {
      const size = view.getUint32(at);
      if (size < 8) throw new Error('media.broken_box');
      if (at + size > all.length) break;
      const type = String.fromCharCode(...all.subarray(at + 4, at + 8));
      found.push({ type, bytes: all.subarray(at, at + size) });
      at += size;
    }
    this.#rest = all.slice(at);
    return found;
  }
}
