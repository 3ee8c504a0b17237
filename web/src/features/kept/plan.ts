// What a lesson kept on this device is made of, and what it weighs.
import { byVoice, hasPicture, type Recording } from '../player/track.ts';
import { inkName, pageOf, type Surface } from '../slides/deck.ts';
import type { LessonParts } from './parts.ts';

/** What is kept of the recording. */
export type Choice = 'picture' | 'sound' | 'nothing';

/** Of a page 960 wide with its words, as a rule. */
const PAGE_BYTES = 45_000;
/** Of everything that is no file. */
const REST_BYTES = 60_000;

export interface Plan {
  /** Addresses below the lesson's media prefix. */
  files: string[];
  /** Those of them that pages play; what they weigh only the server knows. */
  clips: string[];
  /** Names of the surfaces whose ink is kept. */
  surfaces: string[];
  recording: Recording;
  /** About what it weighs. */
  bytes: number;
}

/** What can be chosen of this recording, the fullest first. */
export function choices(recording: Recording): Choice[] {
  const all: Choice[] = [];
  if (hasPicture(recording)) all.push('picture');
  if (byVoice(recording) || (recording.runs.length > 0 && !hasPicture(recording))) {
    all.push('sound');
  }
  return all.length > 0 ? all : ['nothing'];
}

function chosen(recording: Recording, choice: Choice): Recording {
  if (choice === 'nothing') return { ...recording, runs: [] };
  const spoken = choice === 'sound' ? byVoice(recording) : null;
  const runs = (spoken ?? recording).runs.map(({ voice: _, ...run }) => run);
  return { ...recording, runs };
}

function mediaBytes({ runs }: Recording, choice: Choice): number {
  const sizes = runs.map((run) =>
    choice === 'sound' ? (run.voice?.size_bytes ?? run.size_bytes ?? 0) : (run.size_bytes ?? 0),
  );
  return choice === 'nothing' ? 0 : sizes.reduce((sum, one) => sum + one, 0);
}

export function plan(
  { entries, decks, recording: whole }: Pick<LessonParts, 'entries' | 'decks' | 'recording'>,
  choice: Choice,
): Plan {
  const shown = entries.flatMap((one): Surface[] =>
    one.kind === 'page.turned' ? [one.body.surface] : [],
  );
  const pages = new Set(
    shown.flatMap((one) => (one.kind === 'slide' ? [`deck/${one.deck}/${one.page}`] : [])),
  );
  const clips = new Set(
    shown.flatMap((one) => {
      if (one.kind !== 'slide') return [];
      return (pageOf(decks, one)?.clips ?? []).map(({ file }) => `deck/${one.deck}/clip/${file}`);
    }),
  );
  const surfaces = new Set(shown.flatMap((one) => inkName(decks, one) ?? []));
  const recording = chosen(whole, choice);
  const media = recording.runs.flatMap((run) => [
    run.init_url,
    ...run.segments.map((segment) => segment.url),
  ]);
  return {
    files: [
      ...[...pages].flatMap((page) => [`${page}.json`, `${page}-960.webp`]),
      ...clips,
      ...media,
    ],
    clips: [...clips],
    surfaces: [...surfaces],
    recording,
    bytes: mediaBytes(whole, choice) + pages.size * PAGE_BYTES + REST_BYTES,
  };
}

/** "3.2 MB"; what is less than a tenth of one says so. */
export function megabytes(bytes: number): string {
  const mb = bytes / 1e6;
  if (mb >= 1_000) return `${(mb / 1_000).toFixed(1)} GB`;
  if (mb >= 100) return `${Math.round(mb)} MB`;
  return `${Math.max(0.1, mb).toFixed(1)} MB`;
}
