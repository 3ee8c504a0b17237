// What a class is asked at a moment of the lesson. No DOM here.
import type { Choice, Count, Entry, Key, Prompt } from '../room/wire.ts';

/** A question as a class's screen shows it. */
export interface Shown {
  activity: string;
  kind: 'poll' | Prompt['kind'];
  stem: string;
  choices: Choice[];
  /** What is left of its time; null while it is open without a limit, and when it is over. */
  left_ms: number | null;
  isOpen: boolean;
  key?: Key | undefined;
  counts?: Count[] | undefined;
  explanation?: string | undefined;
}

/** A result stays on the screen for so long. */
export const RESULT_MS = 20_000;

interface Asked extends Shown {
  end_ms: number | null;
  shown_ms: number | null;
}

function opened(entry: Entry): Asked | null {
  const base = { left_ms: null, isOpen: true, end_ms: null, shown_ms: null };
  if (entry.kind === 'poll.opened') {
    const { activity, stem, choices } = entry.body;
    return { ...base, activity, kind: 'poll', stem, choices };
  }
  if (entry.kind !== 'quiz.opened') return null;
  const { activity, prompt, limit_ms } = entry.body;
  const { kind, stem, choices } = prompt;
  const end_ms = limit_ms === undefined ? null : entry.at_ms + limit_ms;
  return { ...base, activity, kind, stem, choices, end_ms };
}

function fold(one: Asked, entry: Entry): void {
  switch (entry.kind) {
    case 'quiz.extended':
      if (one.end_ms !== null) one.end_ms += entry.body.add_ms;
      break;
    case 'quiz.closed':
    case 'poll.closed':
      one.isOpen = false;
      break;
    case 'quiz.shown':
      one.key = entry.body.key;
      one.explanation = entry.body.explanation;
      one.counts = entry.body.counts;
      one.shown_ms ??= entry.at_ms;
      break;
    case 'poll.shown':
      one.counts = entry.body.counts;
      one.shown_ms ??= entry.at_ms;
  }
}

/** The question on the screen of a class that stands at `atMs`; null where it is asked nothing. */
export function questionAt(entries: readonly Entry[], atMs: number): Shown | null {
  const asked = new Map<string, Asked>();
  for (const entry of entries) {
    if (entry.at_ms > atMs) break;
    const fresh = opened(entry);
    if (fresh) asked.set(fresh.activity, fresh);
    const { activity } = entry.body as { activity?: string };
    const one = activity ? asked.get(activity) : undefined;
    if (one) fold(one, entry);
  }
  const all = [...asked.values()].map((one) => {
    const isOver = one.end_ms !== null && atMs >= one.end_ms;
    const isOpen = one.isOpen && !isOver;
    return { ...one, isOpen, left_ms: isOpen && one.end_ms !== null ? one.end_ms - atMs : null };
  });
  const open = all.filter((one) => one.isOpen).pop();
  const isFresh = ({ shown_ms }: Asked) => shown_ms !== null && atMs < shown_ms + RESULT_MS;
  return open ?? all.filter(isFresh).pop() ?? null;
}
