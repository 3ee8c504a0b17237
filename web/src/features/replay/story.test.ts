import { expect, test } from 'vitest';
import type { Entry } from '../room/wire.ts';
import { density, due, tell } from './story.ts';

let seq = 0;
function entry(at_ms: number, kind: string, body: object, by?: string): Entry {
  seq += 1;
  return { seq, at_ms, v: 1, see: { to: 'everyone' }, kind, body, ...(by && { by }) } as Entry;
}
const prompt = { kind: 'single', stem: '2 + 2', choices: [{ id: 'a', text: '4' }], points: 1 };
const journal = [
  entry(0, 'lesson.opened', { utc: '2026-11-23T00:00:00Z' }),
  entry(100, 'media.started', { run: 1, tracks: [] }),
  entry(1_000, 'danmaku.sent', { text: 'hello' }, 'p1'),
  entry(5_000, 'quiz.opened', { activity: 'q', prompt, grace_ms: 0 }),
  entry(9_000, 'quiz.closed', { activity: 'q', answered: 3 }),
  entry(9_500, 'quiz.shown', {
    activity: 'q',
    answered: 3,
    counts: [{ choice: 'a', people: 2 }],
    key: { kind: 'choices', choices: ['a'] },
  }),
  entry(12_000, 'media.stopped', { run: 1 }),
  entry(20_000, 'media.started', { run: 2, tracks: [] }),
];

test('a journal becomes questions with results, talk and events, moved to the picture', () => {
  const story = tell(journal, 500);
  expect(story.asked).toMatchObject([
    {
      activity: 'q',
      at_ms: 5_500,
      end_ms: 9_500,
      answered: 3,
      counts: [{ choice: 'a', people: 2 }],
    },
  ]);
  expect(story.said).toMatchObject([{ at_ms: 1_500, person: 'p1', text: 'hello' }]);
  expect(story.events.map((one) => one.kind)).toEqual(['opened', 'asked', 'stopped', 'back']);
});

test('talk is due once while time runs, and not after a jump', () => {
  const { said } = tell(journal, 0);
  expect(due(said, 900, 1_100)).toHaveLength(1);
  expect(due(said, 1_100, 1_300)).toHaveLength(0);
  expect(due(said, 0, 60_000)).toHaveLength(0);
});

test('density is measured against the liveliest part', () => {
  const said = [0, 10, 900].map((at_ms, n) => ({ seq: n, at_ms, person: 'p', text: '' }));
  expect(density(said, 1_000, 2)).toEqual([1, 0.5]);
});

test('one’s own answers are known, and the end of a lesson is no break of its picture', () => {
  const answer = { kind: 'choices', choices: ['a'] };
  const answered = (by: string) =>
    entry(6_000, 'quiz.answered', { activity: 'q', answer, late_by_network: false }, by);
  const over = [entry(30_000, 'lesson.closed', {}), entry(30_010, 'media.stopped', { run: 2 })];
  const whole = [...journal.slice(0, 4), answered('p1'), ...journal.slice(4), ...over];
  expect(tell(whole, 0, 'p1').asked[0]?.mine).toEqual(['a']);
  expect(tell(whole, 0, 'p2').asked[0]?.mine).toBeUndefined();
  const kinds = tell(whole, 0).events.map((one) => one.kind);
  expect(kinds).toEqual(['opened', 'asked', 'stopped', 'back', 'closed']);
});
