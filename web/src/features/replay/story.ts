// What a lesson's journal tells, put in order for watching it again.
import { givenChoices } from '../item/right.ts';
import type { Body, Choice, Count, Entry, Key, PartNow, Prompt } from '../room/wire.ts';
import type { Turn } from '../slides/turns.ts';

export interface Asked {
  activity: string;
  at_ms: number;
  /** When it was closed; absent where it never was. */
  end_ms?: number;
  kind: 'poll' | Prompt['kind'];
  stem: string;
  choices: Choice[];
  /** Whether several may be chosen in a poll. */
  multiple?: boolean;
  /** Nobody may learn who chose what, so that it takes no late votes. */
  isAnonymous?: boolean;
  answered: number;
  counts?: Count[];
  key?: Key;
  explanation?: string;
  /** What the one who watches gave, as counts name it. */
  mine?: string[];
}
export interface Said {
  seq: number;
  at_ms: number;
  person: string;
  text: string;
}
export type EventKind =
  | 'opened'
  | 'closed'
  | 'asked'
  | 'announced'
  | 'picked'
  | 'on_stage'
  | 'stopped'
  | 'back';
export interface LessonEvent {
  seq: number;
  at_ms: number;
  kind: EventKind;
  person?: string;
  text?: string;
}
export interface Story {
  asked: Asked[];
  said: Said[];
  events: LessonEvent[];
  /** What the class was shown, in order. */
  turns: Turn[];
  /** What it was played of an edition, in order: where the source stood from when on. */
  parts: PartNow[];
}

type Of<K extends Body['kind']> = Extract<Entry, { kind: K }>;

function ask(entry: Of<'poll.opened'> | Of<'quiz.opened'>): Asked {
  const { activity } = entry.body;
  const base = { activity, at_ms: entry.at_ms, answered: 0 };
  if (entry.kind === 'poll.opened') {
    const { stem, choices, multiple, anonymous: isAnonymous } = entry.body;
    return { ...base, kind: 'poll', stem, choices, multiple, isAnonymous };
  }
  const { kind, stem, choices } = entry.body.prompt;
  return { ...base, kind, stem, choices };
}

function event(entry: Entry, hadMedia: boolean): Omit<LessonEvent, 'seq' | 'at_ms'> | null {
  switch (entry.kind) {
    case 'lesson.opened':
      return { kind: 'opened' };
    case 'lesson.closed':
      return { kind: 'closed' };
    case 'quiz.opened':
      return { kind: 'asked', text: entry.body.prompt.stem };
    case 'poll.opened':
      return { kind: 'asked', text: entry.body.stem };
    case 'announcement.posted':
      return { kind: 'announced', text: entry.body.text };
    case 'pick.made':
      return { kind: 'picked', person: entry.body.person };
    case 'stage.joined':
      return { kind: 'on_stage', person: entry.body.person };
    case 'media.stopped':
      return { kind: 'stopped' };
    case 'media.started':
      return hadMedia ? { kind: 'back' } : null;
    default:
      return null;
  }
}

/** The end of a lesson ends its picture too; that is no break. */
const END_MS = 3_000;

/**
 * Folds a journal; times are moved by `shiftMs` so that they meet the picture. `own` is who
 * watches.
 */
export function tell(entries: readonly Entry[], shiftMs: number, own?: string): Story {
  const asked = new Map<string, Asked>();
  const story: Story = { asked: [], said: [], events: [], turns: [], parts: [] };
  let hadMedia = false;
  for (const entry of entries) {
    const at_ms = Math.max(0, entry.at_ms + shiftMs);
    const { seq } = entry;
    const found = event(entry, hadMedia);
    if (found) story.events.push({ seq, at_ms, ...found });
    if (entry.kind === 'media.started') hadMedia = true;
    if (entry.kind === 'page.turned') story.turns.push({ at_ms, surface: entry.body.surface });
    const part = partOf(entry, at_ms);
    if (part) story.parts.push(part);
    if (entry.kind === 'danmaku.sent' && entry.by) {
      story.said.push({ seq, at_ms, person: entry.by, text: entry.body.text });
    }
    if (entry.kind === 'poll.opened' || entry.kind === 'quiz.opened') {
      const one = { ...ask(entry), at_ms };
      asked.set(one.activity, one);
      story.asked.push(one);
    }
    const body = entry.body as { activity?: string };
    const one = body.activity ? asked.get(body.activity) : undefined;
    if (one) learn(one, entry);
    if (one && /^(poll|quiz)\.closed$/.test(entry.kind)) one.end_ms = at_ms;
    if (one && own && entry.by === own) learnMine(one, entry);
  }
  const end = story.events.find((one) => one.kind === 'closed')?.at_ms ?? Number.POSITIVE_INFINITY;
  story.events = story.events.filter((one) => one.kind !== 'stopped' || one.at_ms < end - END_MS);
  return story;
}

function partOf(entry: Entry, since_ms: number): PartNow | null {
  if (entry.kind === 'part.played') return { ...entry.body, since_ms, held: false };
  if (entry.kind !== 'part.held') return null;
  const { edition, part, at_ms } = entry.body;
  return { edition, part, from_ms: at_ms, since_ms, held: true };
}

/** What the class was played at a moment. */
export function partAt(parts: readonly PartNow[], ms: number): PartNow | null {
  let found: PartNow | null = null;
  for (const one of parts) {
    if (one.since_ms > ms) break;
    found = one;
  }
  return found;
}

function learnMine(one: Asked, entry: Entry): void {
  if (entry.kind === 'quiz.answered') one.mine = givenChoices(entry.body.answer);
  if (entry.kind === 'poll.voted' && entry.body.choices) one.mine = entry.body.choices;
}

function learn(one: Asked, entry: Entry): void {
  switch (entry.kind) {
    case 'poll.closed':
    case 'poll.shown':
    case 'quiz.shown':
    case 'quiz.keyed':
    case 'quiz.closed':
    case 'quiz.judged': {
      const { counts, answered, key, explanation } = entry.body as Partial<Asked>;
      if (counts) one.counts = counts;
      if (answered !== undefined) one.answered = answered;
      if (key) one.key = key;
      if (explanation) one.explanation = explanation;
    }
  }
}

/** How much was said along the lesson: `parts` figures from 0 to 1. */
export function density(said: readonly Said[], durationMs: number, parts: number): number[] {
  const counts = new Array<number>(parts).fill(0);
  for (const { at_ms } of said) {
    const part = Math.min(parts - 1, Math.floor((at_ms / Math.max(1, durationMs)) * parts));
    counts[part] = (counts[part] ?? 0) + 1;
  }
  const most = Math.max(1, ...counts);
  return counts.map((count) => count / most);
}

/** What is due between two ticks; nothing after a jump. */
export function due(said: readonly Said[], fromMs: number, toMs: number): Said[] {
  if (toMs <= fromMs || toMs - fromMs > 3000) return [];
  return said.filter(({ at_ms }) => at_ms > fromMs && at_ms <= toMs);
}
