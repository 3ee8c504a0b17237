// A passage heard again and again: from A to B.
import { useEffect, useState } from 'preact/hooks';
import type { Replay } from './use_replay.ts';

export interface Passage {
  a: number | null;
  b: number | null;
}
export const NO_PASSAGE: Passage = { a: null, b: null };

/** A passage shorter than this is a press too many. */
const LEAST_MS = 500;

/** One end put to a moment; the earlier of the two is A. */
export function withEnd(passage: Passage, end: 'a' | 'b', ms: number): Passage {
  const next = { ...passage, [end]: ms };
  if (next.a === null || next.b === null) return next;
  if (Math.abs(next.a - next.b) < LEAST_MS) return { ...next, [end === 'a' ? 'b' : 'a']: null };
  return next.a < next.b ? next : { a: next.b, b: next.a };
}

/** What one key does, press by press: sets A, sets B, clears. */
export function pressed(passage: Passage, ms: number): Passage {
  if (passage.a !== null && passage.b !== null) return NO_PASSAGE;
  return withEnd(passage, passage.a === null ? 'a' : 'b', ms);
}

export interface Repeating {
  passage: Passage;
  press(): void;
  set(end: 'a' | 'b'): void;
}

export function useRepeat(
  replay: Pick<Replay, 'positionMs' | 'isPlaying' | 'seek'>,
  durationMs: number,
): Repeating {
  const [passage, setPassage] = useState(NO_PASSAGE);
  const { positionMs, isPlaying, seek } = replay;
  const { a, b } = passage;
  useEffect(() => {
    if (a === null || b === null || !isPlaying) return;
    // At the very end a picture stops by itself.
    if (positionMs >= Math.min(b, durationMs - 400)) seek(a);
  }, [positionMs, isPlaying]);
  return {
    passage,
    press: () => setPassage(pressed(passage, positionMs)),
    set: (end) => setPassage(withEnd(passage, end, positionMs)),
  };
}
