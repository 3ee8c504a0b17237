// The routes of decks, as pages call them.
import { call } from '~/api/call.ts';
import type { Deck, LessonDeck } from './deck.ts';

/** A lesson's decks in their order, with their pages. */
export async function lessonDecks(id: string): Promise<LessonDeck[]> {
  const { items } = await call('GET /api/lessons/{id}/decks', { path: { id } });
  return items.map((one) => ({ ...one, pages: one.pages ?? [] }));
}

/** One's own decks, newest first. */
export async function ownDecks(school: string): Promise<Deck[]> {
  return (await call('GET /api/decks', { query: { school, limit: 50 } })).items;
}

/** One of one's own, with its pages. */
export async function oneDeck(id: string): Promise<LessonDeck> {
  const one = await call('GET /api/decks/{id}', { path: { id } });
  return { ...one, pages: one.pages ?? [] };
}

/** The decks of an edition, with those of their pages that it shows. */
export async function editionDecks(id: string): Promise<LessonDeck[]> {
  const { items } = await call('GET /api/editions/{id}/decks', { path: { id } });
  return items.map((one) => ({ ...one, pages: one.pages ?? [] }));
}

export const makeDeck = (body: { school: string; title?: string; uploads: string[] }) =>
  call('POST /api/decks', { body });

export const nameDeck = (id: string, title: string) =>
  call('PATCH /api/decks/{id}', { path: { id }, body: { title } });

export const cancelDeck = (id: string) =>
  call('POST /api/decks/{id}/cancellation', { path: { id } });

export const attachDeck = (id: string, deck: string) =>
  call('PUT /api/lessons/{id}/decks/{deck}', { path: { id, deck } });

export const detachDeck = (id: string, deck: string) =>
  call('DELETE /api/lessons/{id}/decks/{deck}', { path: { id, deck } });
