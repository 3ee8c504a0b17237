import { expect, test } from 'vitest';
import { band } from './band.ts';

test.each([
  [0.25, true, 0.22, 0.47],
  [0.5, true, 0.22, 0.72],
  [0.75, true, 0.22, 0.85],
  [0.75, false, 0.22, 0.97],
  [1, true, 0, 0.85],
  [1, false, 0, 1],
])('%s of the picture, captions kept free: %s', (area, keepsCaptions, from, to) => {
  const found = band(area, keepsCaptions);
  expect([found.from, found.to]).toEqual([expect.closeTo(from), expect.closeTo(to)]);
});
