// Decks of our own: a presentation and a PDF, as a teacher brings them. `dev/decks.mjs` makes them.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDeck, putDeck } from './uploads.mjs';

const path = (name) => fileURLToPath(new URL(`../decks/${name}`, import.meta.url));

/** Eight slides, of which the third comes in four clicks: twelve pages. */
export const PRESENTATION = path('refraction.pptx');
/** Four pages. */
export const PDF = path('exercises.pdf');

/** Has a document made into pages and gives them to a lesson. */
export async function giveDeck(server, teacher, { lesson, school, document }) {
  const files = [{ name: basename(document), bytes: readFileSync(document) }];
  const deck = await makeDeck(server, teacher, { school, files });
  await putDeck(teacher, lesson, deck.id);
  return deck;
}
