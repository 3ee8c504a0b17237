import { expect, test } from 'vitest';
import { aDeck } from '../slides/a_deck.ts';
import type { Surface } from '../slides/deck.ts';
import { stopAt, stops } from './pages.ts';

const decks = [aDeck('a', '1 2.0 2.1 3')];
const page = (number: number): Surface => ({ kind: 'slide', deck: 'a', page: number });
const turn = (seconds: number, surface: Surface) => ({ at_ms: seconds * 1_000, surface });
const NONE: Surface = { kind: 'none' };

test('the steps of a slide are one stop, and a page only passed is none', () => {
  const turns = [
    turn(1, page(1)),
    turn(20, page(2)),
    turn(30, page(3)),
    turn(40, page(4)),
    turn(40.5, page(1)),
    turn(60, NONE),
    turn(70, { kind: 'board', board: 1 }),
  ];
  const found = stops(turns, decks);
  expect(found.map((one) => one.at_ms / 1_000)).toEqual([1, 20, 40.5, 70]);
  expect(stopAt(found, 500)).toBe(-1);
  expect(stopAt(found, 45_000)).toBe(2);
});
