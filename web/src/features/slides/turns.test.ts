import { expect, test } from 'vitest';
import type { Surface } from './deck.ts';
import { surfaceAt } from './turns.ts';

const page = (number: number): Surface => ({ kind: 'slide', deck: 'a', page: number });
const turn = (seconds: number, surface: Surface) => ({ at_ms: seconds * 1_000, surface });
const NONE: Surface = { kind: 'none' };

test('what was shown at a moment', () => {
  const turns = [turn(10, page(1)), turn(20, page(2)), turn(30, NONE)];
  expect(surfaceAt(turns, 0)).toEqual(NONE);
  expect(surfaceAt(turns, 10_000)).toEqual(page(1));
  expect(surfaceAt(turns, 29_999)).toEqual(page(2));
  expect(surfaceAt(turns, 30_000)).toEqual(NONE);
});
