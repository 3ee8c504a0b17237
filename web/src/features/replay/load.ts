import { callQuietly } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { LateAnswer, Lesson, Note } from '~/api/shapes.ts';
import { me } from '~/lib/session.ts';
import { type KeptInk, playable, removeKept } from '../kept/kept.ts';
import { type LessonParts, readParts } from '../kept/parts.ts';
import type { Recording } from '../player/track.ts';
import type { LessonDeck } from '../slides/deck.ts';
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
  here?: Here;
}

/** Everything one needs to watch a lesson again: what this device keeps, else from the server. */
export async function load(id: string): Promise<Loaded> {
  const kept = await playable(id);
  if (!kept) return loadedOf(await readParts(id));
  const { ink, late, notes } = kept;
  return { ...loadedOf(kept.parts), here: { ink, late, notes } };
}

function loadedOf({ lesson, recording, people, entries, decks }: LessonParts): Loaded {
  const names: Record<string, string> = {};
  for (const row of people) names[row.person] = row.name;
  const story = tell(entries, recording.shift_ms, me.peek()?.id);
  return { lesson, recording, names, story, decks, stops: stops(story.turns, decks) };
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
