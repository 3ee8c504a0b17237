// What the log of a pack tells: the questions in the order they were asked, and what was said.
import type { Choice, Count, Entry, Key, Lesson, Prompt } from './data.ts';

export interface Asked {
  activity: string;
  atMs: number;
  kind: 'poll' | Prompt['kind'];
  stem: string;
  choices: Choice[];
  /** Whether several options of a poll may be chosen. */
  multiple: boolean;
  /** Nobody may learn who chose what, so that it takes no answers after the lesson. */
  isSecret: boolean;
  points: number;
  isShown: boolean;
  counts: Count[];
  answered: number;
  key?: Key;
  explanation?: string;
}

export interface Said {
  seq: number;
  atMs: number;
  name: string;
  text: string;
}

export interface Story {
  asked: Asked[];
  said: Said[];
  /** Announcements and picks, which stand among what was said. */
  notes: Said[];
}

interface Known {
  activity?: string;
  text?: string;
  person?: string;
  prompt?: Prompt;
  stem?: string;
  choices?: Choice[];
  multiple?: boolean;
  anonymous?: boolean;
  counts?: Count[];
  answered?: number;
  key?: Key;
  explanation?: string;
}

function opened(entry: Entry, body: Known, atMs: number): Asked | null {
  const base = { atMs, isShown: false, counts: [], answered: 0 };
  const activity = body.activity ?? '';
  if (entry.kind === 'poll.opened') {
    const { stem = '', choices = [], multiple = false, anonymous = false } = body;
    const poll = { kind: 'poll' as const, stem, choices, multiple, points: 0 };
    return { ...base, activity, ...poll, isSecret: anonymous };
  }
  if (entry.kind !== 'quiz.opened' || !body.prompt) return null;
  const { kind, stem, choices, points } = body.prompt;
  return { ...base, activity, kind, stem, choices, points, multiple: false, isSecret: false };
}

function learn(asked: Asked, entry: Entry, body: Known): void {
  if (body.answered !== undefined) asked.answered = body.answered;
  if (entry.kind !== 'quiz.shown' && entry.kind !== 'poll.shown') return;
  asked.isShown = true;
  asked.counts = body.counts ?? [];
  if (body.key) asked.key = body.key;
  if (body.explanation) asked.explanation = body.explanation;
}

/** Folds the log; times are moved so that they meet the picture. */
export function tell(lesson: Lesson): Story {
  const story: Story = { asked: [], said: [], notes: [] };
  const byName = new Map<string, Asked>();
  const name = (id?: string) => (id && lesson.names[id]) || '';
  for (const entry of lesson.entries) {
    const atMs = Math.max(0, entry.at_ms + lesson.shift_ms);
    const body = entry.body as Known;
    const { seq } = entry;
    if (entry.kind === 'danmaku.sent') {
      story.said.push({ seq, atMs, name: name(entry.by), text: body.text ?? '' });
    }
    if (entry.kind === 'announcement.posted') {
      story.notes.push({ seq, atMs, name: name(entry.by), text: body.text ?? '' });
    }
    const asked = opened(entry, body, atMs);
    if (asked) {
      byName.set(asked.activity, asked);
      story.asked.push(asked);
    }
    const known = body.activity ? byName.get(body.activity) : undefined;
    if (known && !asked) learn(known, entry, body);
  }
  return story;
}
