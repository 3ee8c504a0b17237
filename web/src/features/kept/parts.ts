// All that a lesson's replay is made of, but its pictures and sounds.
import { call } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import type { Recording } from '../player/track.ts';
import type { Entry } from '../room/wire.ts';
import { lessonDecks } from '../slides/api.ts';
import type { LessonDeck } from '../slides/deck.ts';

export interface LessonParts {
  lesson: Lesson;
  recording: Recording;
  people: { person: string; name: string }[];
  entries: Entry[];
  decks: LessonDeck[];
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

export async function readParts(id: string): Promise<LessonParts> {
  const path = { id };
  const [lesson, recording, people, entries] = await Promise.all([
    call('GET /api/lessons/{id}', { path }),
    call('GET /api/lessons/{id}/replay', { path }),
    call('GET /api/lessons/{id}/people', { path }),
    journal(id),
  ]);
  const hasSlides = entries.some(
    (one) => one.kind === 'page.turned' && one.body.surface.kind === 'slide',
  );
  // Without its pages a lesson can still be heard and seen.
  const decks = hasSlides ? await lessonDecks(id).catch(() => []) : [];
  return { lesson, recording, people, entries, decks };
}
