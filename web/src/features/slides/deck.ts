// What can be said of decks without asking anyone.
import type { Deck, DeckPage } from '~/api/shapes.ts';

export type { Deck, DeckPage };

/** One with its pages, as a lesson has it. */
export type LessonDeck = Omit<Deck, 'pages'> & { pages: DeckPage[] };

/** What the stage shows. */
export type Surface =
  | { kind: 'slide'; deck: string; page: number }
  | { kind: 'board'; board: number }
  | { kind: 'none' };

export const NOTHING: Surface = { kind: 'none' };

export function isSame(a: Surface, b: Surface): boolean {
  if (a.kind === 'slide') return b.kind === 'slide' && a.deck === b.deck && a.page === b.page;
  if (a.kind === 'board') return b.kind === 'board' && a.board === b.board;
  return b.kind === 'none';
}

export function deckOf(decks: readonly LessonDeck[], surface: Surface): LessonDeck | undefined {
  return surface.kind === 'slide' ? decks.find((one) => one.id === surface.deck) : undefined;
}

export function pageOf(decks: readonly LessonDeck[], surface: Surface): DeckPage | undefined {
  if (surface.kind !== 'slide') return undefined;
  return deckOf(decks, surface)?.pages.find((one) => one.page === surface.page);
}

/** How many slides a deck has; steps are not counted. */
export function slidesOf(deck: LessonDeck): number {
  return deck.pages[deck.pages.length - 1]?.slide ?? 0;
}

/** The name under which ink lies: a slide keeps its ink while its steps appear. */
export function inkName(decks: readonly LessonDeck[], surface: Surface): string | null {
  if (surface.kind === 'board') return `board/${surface.board}`;
  const page = pageOf(decks, surface);
  return page && surface.kind === 'slide' ? `slide/${surface.deck}/${page.slide}` : null;
}

/** Every page of every deck, in the order in which a lesson goes. */
export function allPages(decks: readonly LessonDeck[]): Surface[] {
  return decks.flatMap(({ id, pages }) =>
    pages.map(({ page }): Surface => ({ kind: 'slide', deck: id, page })),
  );
}

/** The page so many steps from this one; null at either end, and from what is no page. */
export function stepFrom(decks: readonly LessonDeck[], from: Surface, by: number): Surface | null {
  const all = allPages(decks);
  const at = all.findIndex((one) => isSame(one, from));
  return at < 0 ? null : (all[at + by] ?? null);
}
