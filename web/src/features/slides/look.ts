// Where one looks: with the class, or back at an earlier page.
import { allPages, isSame, type LessonDeck, NOTHING, type Surface } from './deck.ts';

export interface Looking {
  /** What the class is shown. */
  with: Surface;
  /** What this person chose instead; null for who follows. */
  at: Surface | null;
  /** The furthest page that the class was shown, of each deck. */
  furthest: Readonly<Record<string, number>>;
}

export const AT_REST: Looking = { with: NOTHING, at: null, furthest: {} };

/** The class goes on; who was astray stays there, until the class comes to his page. */
export function turned(looking: Looking, to: Surface): Looking {
  const at = looking.at && !isSame(looking.at, to) ? looking.at : null;
  if (to.kind !== 'slide') return { ...looking, with: to, at };
  const most = Math.max(to.page, looking.furthest[to.deck] ?? 0);
  return { with: to, at, furthest: { ...looking.furthest, [to.deck]: most } };
}

export const shownOf = ({ with: together, at }: Looking): Surface => at ?? together;

export const isAstray = (looking: Looking): boolean => looking.at !== null;

/** A page that nobody was shown yet is not for looking at. */
export function mayLook({ furthest }: Looking, to: Surface): boolean {
  return to.kind !== 'slide' || to.page <= (furthest[to.deck] ?? 0);
}

/** Looks elsewhere; at the class's own page one follows again. */
export function lookAt(looking: Looking, to: Surface): Looking {
  if (!mayLook(looking, to)) return looking;
  return { ...looking, at: isSame(looking.with, to) ? null : to };
}

/** The page before or after the one shown, among those that may be looked at. */
export function besides(
  decks: readonly LessonDeck[],
  looking: Looking,
  by: 1 | -1,
): Surface | null {
  const all = allPages(decks).filter((one) => mayLook(looking, one));
  const at = all.findIndex((one) => isSame(one, shownOf(looking)));
  // From a board or the picture alone one looks back at the last page there was.
  if (at < 0) return by < 0 ? (all[all.length - 1] ?? null) : null;
  return all[at + by] ?? null;
}
