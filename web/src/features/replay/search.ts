// A word of a lesson: in its pages' titles and text, in its questions, in one's own notes.
import { type LessonDeck, pageOf } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import type { Turn } from '../slides/turns.ts';

export interface Place {
  key: string;
  at_ms: number;
  /** What it is, as it stands before its words. */
  name: string;
  text: string;
}
export interface Found extends Place {
  /** The text around the word, and the word in it. */
  before: string;
  hit: string;
  after: string;
}

/** Characters shown on either side of a word. */
const AROUND = 24;
export const FOUND_MOST = 100;

/** One line, without the breaks that a page's lines put between Chinese characters. */
export function plain(text: string): string {
  return text
    .replace(/([\u3400-\u9fff\u3000-\u303f])\s+(?=[\u3400-\u9fff\u3000-\u303f])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** For comparing: whatever its case and width. */
const folded = (text: string) => plain(text).normalize('NFKC').toLowerCase();

/** Where a text has the word; null where it has not. */
function around(text: string, wanted: string): Omit<Found, keyof Place> | null {
  const known = folded(text);
  const at = known.indexOf(wanted);
  if (at < 0) return null;
  // Letters that are longer when folded would shift what is marked.
  if (known.length !== text.length) {
    return { before: text.slice(0, 3 * AROUND), hit: '', after: '' };
  }
  const end = at + wanted.length;
  const from = Math.max(0, at - AROUND);
  return {
    before: `${from > 0 ? '…' : ''}${text.slice(from, at)}`,
    hit: text.slice(at, end),
    after: `${text.slice(end, end + AROUND)}${end + AROUND < text.length ? '…' : ''}`,
  };
}

/** Every place with the word, by the moments. */
export function find(places: readonly Place[], query: string): Found[] {
  const wanted = folded(query);
  if (!wanted) return [];
  const found = places.flatMap((place) => {
    const text = plain(place.text);
    const shown = around(text, wanted);
    return shown ? [{ ...place, ...shown }] : [];
  });
  return found.sort((a, b) => a.at_ms - b.at_ms).slice(0, FOUND_MOST);
}

/** Each slide that was shown: when first, and its fullest page. */
export interface ShownSlide {
  deck: string;
  page: number;
  label: string;
  title: string;
  at_ms: number;
}

export function shownSlides(turns: readonly Turn[], decks: readonly LessonDeck[]): ShownSlide[] {
  const slides = new Map<string, ShownSlide>();
  for (const { surface, at_ms } of turns) {
    const page = pageOf(decks, surface);
    if (!page || surface.kind !== 'slide') continue;
    const key = `${surface.deck}/${page.slide}`;
    const known = slides.get(key);
    if (known) known.page = Math.max(known.page, page.page);
    else {
      const { label, title } = page;
      slides.set(key, { deck: surface.deck, page: page.page, label, title: title ?? '', at_ms });
    }
  }
  return [...slides.values()];
}

/** The words of a page; none where it has none, or they do not come. */
export async function wordsOf(addresses: Addresses, slide: ShownSlide): Promise<string> {
  const answer = await fetch(addresses.text(slide.deck, slide.page), {
    credentials: 'same-origin',
  }).catch(() => null);
  const found = answer?.ok ? ((await answer.json().catch(() => null)) as { text?: string }) : null;
  return found?.text ?? '';
}
