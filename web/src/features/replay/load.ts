import { call, callQuietly } from '~/api/call.ts';
import type { Lesson, LessonEdition } from '~/api/shapes.ts';
import { loadTexts } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import type { Recording } from '../player/track.ts';
import type { Entry } from '../room/wire.ts';
import { lessonDecks } from '../slides/api.ts';
import type { LessonDeck } from '../slides/deck.ts';
import { type Chapter, chapters } from './chapters.ts';
import { type Stop, stops } from './pages.ts';
import { type Story, tell } from './story.ts';

export interface Loaded {
  lesson: Lesson;
  recording: Recording;
  names: Record<string, string>;
  story: Story;
  decks: LessonDeck[];
  /** Where the pages change, for jumping there. */
  stops: Stop[];
  /** What the lesson played of a recorded one; null where it played none. */
  edition: LessonEdition | null;
  /** Where its parts begin. */
  chapters: Chapter[];
}

const PAGE = 500;

async function journal(id: string): Promise<Entry[]> {
  const all: Entry[] = [];
  let after = 0;
  for (;;) {
    const query = { after, limit: PAGE };
    const page = await call('GET /api/lessons/{id}/entries', { path: { id }, query });
    all.push(...(page.items as Entry[]));
    const last = page.items[page.items.length - 1];
    if (!last || !page.next || last.seq <= after) return all;
    after = last.seq;
  }
}

/** What a lesson played, with the words for it; its passages play without the list of them too. */
async function played(id: string): Promise<LessonEdition | null> {
  const told = callQuietly('GET /api/lessons/{id}/edition', { path: { id } }).catch(() => null);
  const [edition] = await Promise.all([told, loadTexts('editions')]);
  return edition;
}

/** Everything one needs to watch a lesson again. */
export async function load(id: string): Promise<Loaded> {
  const path = { id };
  const [lesson, recording, people, entries] = await Promise.all([
    call('GET /api/lessons/{id}', { path }),
    call('GET /api/lessons/{id}/replay', { path }),
    call('GET /api/lessons/{id}/people', { path }),
    journal(id),
  ]);
  const names: Record<string, string> = {};
  for (const row of people) names[row.person] = row.name;
  const story = tell(entries, recording.shift_ms, me.peek()?.id);
  const hasSlides = story.turns.some((one) => one.surface.kind === 'slide');
  // Without its pages a lesson can still be heard and seen.
  const decks = hasSlides ? await lessonDecks(id).catch(() => []) : [];
  const edition = story.parts.length > 0 ? await played(id) : null;
  const found = { stops: stops(story.turns, decks), chapters: chapters(story.parts, edition) };
  return { lesson, recording, names, story, decks, edition, ...found };
}
