import { expect, test } from 'vitest';
import { cut, nextMs } from './stills.ts';

test.each([
  [1280, 720, [0, 0, 1280, 720]],
  [640, 480, [0, 60, 640, 360]],
  [320, 90, [80, 0, 160, 90]],
])('of %i by %i pixels the middle is taken', (width, height, expected) => {
  expect(cut(width, height)).toEqual(expected);
});

test('screens that began together send apart, and none oftener than each twenty seconds', () => {
  expect([nextMs(true, 0), nextMs(true, 0.5)]).toEqual([0, 10_000]);
  expect([nextMs(false, 0), nextMs(false, 1)]).toEqual([20_000, 25_000]);
});
