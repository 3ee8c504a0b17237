import { callQuietly } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { LateAnswer, Lesson, LessonEdition, Note } from '~/api/shapes.ts';
import { loadTexts } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { type KeptInk, playable, removeKept } from '../kept/kept.ts';
import { type LessonParts, readParts } from '../kept/parts.ts';
import type { Recording } from '../player/track.ts';
import type { LessonDeck } from '../slides/deck.ts';
import { type Chapter, chapters } from './chapters.ts';
import { type Stop, stops } from './pages.ts';
import { type Story, tell } from './story.ts';

/** Of a lesson that this device keeps: what no server need be asked for. */
export interface Here {
  ink: Record<string, KeptInk[]>;
  late: LateAnswer[];
  notes: Note[];
}

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
  here?: Here;
}

/** What a lesson played, with the words for it; its passages play without the list of them too. */
async function played(id: string): Promise<LessonEdition | null> {
  const told = callQuietly('GET /api/lessons/{id}/edition', { path: { id } }).catch(() => null);
  const [edition] = await Promise.all([told, loadTexts('editions')]);
  return edition;
}

/** Everything one needs to watch a lesson again: what this device keeps, else from the server. */
export async function load(id: string): Promise<Loaded> {
  const kept = await playable(id);
  if (!kept) return loadedOf(await readParts(id));
  const { ink, late, notes } = kept;
  return { ...(await loadedOf(kept.parts)), here: { ink, late, notes } };
}

async function loadedOf(parts: LessonParts): Promise<Loaded> {
  const { lesson, recording, people, entries, decks } = parts;
  const names: Record<string, string> = {};
  for (const row of people) names[row.person] = row.name;
  const story = tell(entries, recording.shift_ms, me.peek()?.id);
  const edition = story.parts.length > 0 ? await played(lesson.id) : null;
  const found = { stops: stops(story.turns, decks), chapters: chapters(story.parts, edition) };
  return { lesson, recording, names, story, decks, edition, ...found };
}

/** Who may no longer attend a lesson does not keep it either. Says whether it was taken away. */
export async function leaveIfRefused(id: string): Promise<boolean> {
  const refusal = await callQuietly('GET /api/lessons/{id}', { path: { id } }).then(
    () => null,
    (error: unknown) => error,
  );
  const isGone = refusal instanceof Problem && [403, 404].includes(refusal.status);
  if (isGone) await removeKept(id);
  return isGone;
}
