import { expect, test } from 'vitest';
import { aDeck } from '../slides/a_deck.ts';
import type { Surface } from '../slides/deck.ts';
import { InkReplay } from './ink_replay.ts';
import { stopAt, stops, surfaceAt } from './pages.ts';

const decks = [aDeck('a', '1 2.0 2.1 3')];
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

test('ink goes forward by what was drawn, and back by beginning anew', () => {
  const shown: string[] = [];
  const sheet = {
    load: () => shown.splice(0),
    apply: (bytes: Uint8Array) => {
      if (bytes[0] === 99) throw new Error('newer');
      shown.push(String(bytes[0]));
    },
  };
  const log = [1, 2, 99, 3].map((n, at) => ({
    at_ms: (at + 1) * 10,
    by: 'x',
    bytes: Uint8Array.of(n),
  }));
  const replay = new InkReplay('board/1', log, sheet);
  replay.seek(5);
  expect(shown).toEqual([]);
  replay.seek(25);
  expect(shown).toEqual(['1', '2']);
  replay.seek(1_000);
  expect(shown).toEqual(['1', '2', '3']);
  replay.seek(12);
  expect(shown).toEqual(['1']);
});
