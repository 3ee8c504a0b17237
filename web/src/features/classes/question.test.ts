import { expect, test } from 'vitest';
import type { Entry } from '../room/wire.ts';
import { questionAt, RESULT_MS } from './question.ts';

const entry = (at_ms: number, kind: string, body: object) =>
  ({ seq: at_ms, at_ms, v: 1, see: { to: 'everyone' }, kind, body }) as Entry;
const prompt = { kind: 'true_false', stem: '?', choices: [], points: 1 };
const LOG = [
  entry(1_000, 'quiz.opened', { activity: 'q', prompt, limit_ms: 20_000, grace_ms: 10_000 }),
  entry(5_000, 'quiz.extended', { activity: 'q', add_ms: 10_000 }),
  entry(41_000, 'quiz.closed', { activity: 'q', answered: 1 }),
  entry(50_000, 'quiz.shown', { activity: 'q', counts: [{ choice: 'true', people: 1 }] }),
];

test.each([
  [999, null],
  [1_000, 20_000],
  [11_000, 20_000],
  [31_000, null],
  [45_000, null],
])('at %i ms there are %s ms left', (at, left) => {
  expect(questionAt(LOG, at)?.left_ms ?? null).toBe(left);
});

test('a result is shown for a while, and what comes later is not known yet', () => {
  expect(questionAt(LOG, 45_000)).toBeNull();
  expect(questionAt(LOG, 50_000)?.counts).toHaveLength(1);
  expect(questionAt(LOG, 50_000 + RESULT_MS)).toBeNull();
  expect(questionAt(LOG, 11_000)?.counts).toBeUndefined();
});
