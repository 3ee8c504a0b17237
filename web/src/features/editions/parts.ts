// The parts of an edition as a list to be worked on. No browser here.
import type { EditionPart, PassagePart, Question } from '~/api/shapes.ts';

/** What a part is, before it has its number. */
export type Content =
  | { kind: 'passage'; from_ms: number; to_ms: number }
  | { kind: 'slide'; deck: string; page: number; text?: string | null }
  | { kind: 'question'; question: Question; limit_ms?: number | null }
  | { kind: 'pause'; text: string };

export const PARTS_MAX = 200;
/** A passage shorter than this is a slip of the finger. */
export const SHORTEST_MS = 500;

/** A number that no part has, nor had among those that are there. */
function freeNumber(parts: readonly EditionPart[]): number {
  return parts.reduce((most, one) => Math.max(most, one.part), 0) + 1;
}

/** Puts a new part after one, or at the end; answers the list and the new part's number. */
export function insert(
  parts: readonly EditionPart[],
  content: Content,
  after: number | null,
): { parts: EditionPart[]; part: number } {
  const part = freeNumber(parts);
  const at = parts.findIndex((one) => one.part === after);
  const next = [...parts];
  next.splice(at < 0 ? next.length : at + 1, 0, { part, ...content } as EditionPart);
  return { parts: next, part };
}

export function remove(parts: readonly EditionPart[], part: number): EditionPart[] {
  return parts.filter((one) => one.part !== part);
}

/** Moves a part by a step; the list as it was at its ends. */
export function move(parts: readonly EditionPart[], part: number, step: 1 | -1): EditionPart[] {
  const next = [...parts];
  const at = next.findIndex((one) => one.part === part);
  const to = at + step;
  const [one, other] = [next[at], next[to]];
  if (!one || !other) return next;
  next[at] = other;
  next[to] = one;
  return next;
}

export function change(
  parts: readonly EditionPart[],
  part: number,
  content: Content,
): EditionPart[] {
  return parts.map((one) => (one.part === part ? ({ part, ...content } as EditionPart) : one));
}

const isWithin = (one: EditionPart, ms: number): one is EditionPart & PassagePart =>
  one.kind === 'passage' && ms - one.from_ms >= SHORTEST_MS && one.to_ms - ms >= SHORTEST_MS;

/** The passage that a cut at a moment would part: the one meant, else the first there is. */
export function cuttable(
  parts: readonly EditionPart[],
  ms: number,
  meant: number | null,
): EditionPart | null {
  const there = parts.filter((one) => isWithin(one, ms));
  return there.find((one) => one.part === meant) ?? there[0] ?? null;
}

/** Cuts a passage in two at a moment; what is before it keeps the number. */
export function cut(
  parts: readonly EditionPart[],
  ms: number,
  meant: number | null,
): { parts: EditionPart[]; part: number } | null {
  const one = cuttable(parts, ms, meant);
  if (one?.kind !== 'passage') return null;
  const at = Math.round(ms);
  const first = change(parts, one.part, { kind: 'passage', from_ms: one.from_ms, to_ms: at });
  return insert(first, { kind: 'passage', from_ms: at, to_ms: one.to_ms }, one.part);
}

/** Where something new is put. */
export interface Spot {
  /** Its place in the list, from 0. */
  at: number;
  /** The passage that is parted for it. */
  splits: number | null;
}

/**
 * Where the playhead stands: in the midst of a passage, or before or after one, after what was put
 * in there before. Of several passages of that moment the nearest to the one chosen is meant;
 * without any it is after the one chosen, or at the end.
 */
export function spotAt(parts: readonly EditionPart[], ms: number, chosen: number | null): Spot {
  const here = parts.findIndex((one) => one.part === chosen);
  const [at] = parts
    .flatMap((one, n) =>
      one.kind === 'passage' && one.from_ms <= ms && ms <= one.to_ms ? [n] : [],
    )
    .sort((a, b) => Math.abs(a - here) - Math.abs(b - here));
  const one = at === undefined ? undefined : parts[at];
  if (at === undefined || one?.kind !== 'passage') return spotAfter(parts, chosen);
  const [before, behind] = [ms - one.from_ms, one.to_ms - ms];
  if (Math.min(before, behind) >= SHORTEST_MS) return { at: at + 1, splits: one.part };
  if (before < behind) return { at, splits: null };
  const next = parts.findIndex((other, n) => n > at && other.kind === 'passage');
  return { at: next < 0 ? parts.length : next, splits: null };
}

/** After a part, or at the end. */
export function spotAfter(parts: readonly EditionPart[], chosen: number | null): Spot {
  const here = parts.findIndex((one) => one.part === chosen);
  return { at: here < 0 ? parts.length : here + 1, splits: null };
}

/** Puts a new part to a place; a passage in whose midst that is becomes two. */
export function putAt(
  parts: readonly EditionPart[],
  content: Content,
  { at, splits }: Spot,
  ms: number,
): { parts: EditionPart[]; part: number } {
  const parted = splits === null ? null : cut(parts, ms, splits);
  const next = [...(parted?.parts ?? parts)];
  const part = freeNumber(next);
  next.splice(at, 0, { part, ...content } as EditionPart);
  return { parts: next, part };
}

/** How many parts more there are when something is put there. */
export const partsMore = ({ splits }: Spot) => (splits === null ? 1 : 2);

/** How long all passages take. */
export function lengthMs(parts: readonly EditionPart[]): number {
  return parts.reduce(
    (sum, one) => sum + (one.kind === 'passage' ? one.to_ms - one.from_ms : 0),
    0,
  );
}

/** The parts that can be played: without the recording there are no passages. */
export function playable(parts: readonly EditionPart[], isGone: boolean): EditionPart[] {
  return parts.filter((one) => !isGone || one.kind !== 'passage');
}

/** The part after one; null at the end. */
export function after(parts: readonly EditionPart[], part: number | null): EditionPart | null {
  const at = parts.findIndex((one) => one.part === part);
  return parts[at + 1] ?? null;
}
