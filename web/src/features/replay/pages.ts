// What the class was shown, and when: the pages of a replay.
import { isSame, type LessonDeck, NOTHING, pageOf, type Surface } from '../slides/deck.ts';
import type { Turn } from '../slides/turns.ts';

export interface Stop extends Turn {
  key: string;
}

/**
 * The turns that lead somewhere new: the steps of one slide are one stop, and a page that was only
 * passed on the way to another is none.
 */
export function stops(
  turns: readonly Turn[],
  decks: readonly LessonDeck[],
  passedMs = 1_500,
): Stop[] {
  const found: Stop[] = [];
  let before: Surface = NOTHING;
  for (const [n, turn] of turns.entries()) {
    const { surface, at_ms } = turn;
    const isStep = isSameSlide(decks, before, surface);
    before = surface;
    if (surface.kind === 'none' || isStep) continue;
    const left = turns.slice(n + 1).find((one) => !isSameSlide(decks, surface, one.surface));
    if (left && left.at_ms - at_ms < passedMs) continue;
    found.push({ key: `${n}`, at_ms, surface });
  }
  return found;
}

function isSameSlide(decks: readonly LessonDeck[], a: Surface, b: Surface): boolean {
  if (isSame(a, b)) return true;
  if (a.kind !== 'slide' || b.kind !== 'slide' || a.deck !== b.deck) return false;
  const one = pageOf(decks, a);
  return one !== undefined && one.slide === pageOf(decks, b)?.slide;
}

/** The stop that a moment belongs to; -1 before the first. */
export function stopAt(all: readonly Stop[], ms: number): number {
  let found = -1;
  for (const [n, stop] of all.entries()) {
    if (stop.at_ms > ms) break;
    found = n;
  }
  return found;
}
