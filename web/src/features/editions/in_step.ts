// Where a recording is to stand for a class that sees it together. No browser here.
import type { PartNow } from '../room/wire.ts';

/** Where the source is to stand now, and whether it stands still there. */
export function wantedMs(
  part: Pick<PartNow, 'from_ms' | 'since_ms' | 'held'>,
  toMs: number,
  nowMs: number,
): { ms: number; stands: boolean } {
  const gone = part.held ? 0 : Math.max(0, nowMs - part.since_ms);
  const ms = Math.min(part.from_ms + gone, toMs);
  return { ms, stands: part.held || ms >= toMs };
}

export function apartMs(a: number, b: number): number {
  return Math.abs(a - b);
}
