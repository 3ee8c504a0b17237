import { expect, test } from 'vitest';
import { wantedMs } from './in_step.ts';

const part = { from_ms: 60_000, since_ms: 5_000, held: false };

test.each([
  [5_000, { ms: 60_000, stands: false }],
  [9_000, { ms: 64_000, stands: false }],
  [30_000, { ms: 70_000, stands: true }],
  // A clock that is a little behind is not followed backwards.
  [4_000, { ms: 60_000, stands: false }],
])('a class at %i ms sees the same', (now, wanted) => {
  expect(wantedMs(part, 70_000, now)).toEqual(wanted);
});

test('what is held stands', () => {
  expect(wantedMs({ ...part, held: true }, 70_000, 30_000)).toEqual({ ms: 60_000, stands: true });
});
