import { expect, test } from 'vitest';
import { band } from './band.ts';

test.each([
  [0.25, true, 0.14, 0.39],
  [0.5, true, 0.14, 0.64],
  [0.75, true, 0.14, 0.85],
  [0.75, false, 0.14, 0.89],
  [1, true, 0, 0.85],
  [1, false, 0, 1],
])('%s of the picture, captions kept free: %s', (area, keepsCaptions, from, to) => {
  const found = band(area, keepsCaptions);
  expect([found.from, found.to]).toEqual([expect.closeTo(from), expect.closeTo(to)]);
});
