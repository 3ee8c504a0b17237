import { expect, test } from 'vitest';
import type { EditionPart } from '~/api/shapes.ts';
import {
  after,
  cut,
  insert,
  lengthMs,
  move,
  playable,
  putAt,
  remove,
  spotAfter,
  spotAt,
} from './parts.ts';

const passage = (part: number, from_ms: number, to_ms: number): EditionPart => ({
  part,
  kind: 'passage',
  from_ms,
  to_ms,
});

const TWO = [passage(1, 0, 10_000), passage(2, 20_000, 30_000)];

test('a cut makes two of one, and no others move', () => {
  const done = cut(TWO, 4_000, null);
  expect(done?.parts).toEqual([passage(1, 0, 4_000), passage(3, 4_000, 10_000), TWO[1]]);
  expect(lengthMs(done?.parts ?? [])).toBe(lengthMs(TWO));
});

test.each([100, 9_900, 15_000, 40_000])('there is nothing to cut at %i ms', (ms) => {
  expect(cut(TWO, ms, null)).toBeNull();
});

test('of two passages of the same moment the one that is meant is cut', () => {
  const twice = [passage(1, 0, 10_000), passage(2, 0, 10_000)];
  expect(cut(twice, 5_000, 2)?.parts.map((one) => one.part)).toEqual([1, 2, 3]);
  expect(cut(twice, 5_000, null)?.parts.map((one) => one.part)).toEqual([1, 3, 2]);
});

test('what is put in stands after what is meant, with a number of its own', () => {
  const pause = { kind: 'pause', text: '读图' } as const;
  expect(insert(TWO, pause, 1).parts.map((one) => one.part)).toEqual([1, 3, 2]);
  expect(insert(TWO, pause, null)).toMatchObject({ part: 3, parts: [{}, {}, { kind: 'pause' }] });
});

test('parts move by steps and stay at the ends', () => {
  expect(move(TWO, 2, -1).map((one) => one.part)).toEqual([2, 1]);
  expect(move(TWO, 2, 1)).toEqual(TWO);
  expect(remove(TWO, 1)).toEqual([TWO[1]]);
  expect(after(TWO, 1)?.part).toBe(2);
  expect(after(TWO, 2)).toBeNull();
});

test('without the recording the passages are left out', () => {
  const parts: EditionPart[] = [
    { part: 1, kind: 'passage', from_ms: 0, to_ms: 1_000 },
    { part: 2, kind: 'pause', text: '讨论' },
  ];
  expect(playable(parts, false)).toEqual(parts);
  expect(playable(parts, true).map((one) => one.part)).toEqual([2]);
});

test.each([
  ['in the midst of a passage it parts it', 4_000, { at: 1, splits: 1 }],
  ['at the beginning of one it goes before it', 20_100, { at: 1, splits: null }],
  ['at the end of one it goes after it', 9_900, { at: 1, splits: null }],
  ['at the very beginning it goes first', 0, { at: 0, splits: null }],
  ['where nothing plays it goes to the end', 15_000, { at: 2, splits: null }],
])('put at the playhead: %s', (_, ms, spot) => {
  expect(spotAt(TWO, ms, null)).toEqual(spot);
});

test('what is put at the playhead stands between the halves, and the next one after it', () => {
  const pause = { kind: 'pause', text: '读图' } as const;
  const one = putAt(TWO, pause, spotAt(TWO, 4_000, null), 4_000);
  expect(one.parts).toEqual([
    passage(1, 0, 4_000),
    { part: 4, ...pause },
    passage(3, 4_000, 10_000),
    TWO[1],
  ]);
  const next = putAt(one.parts, pause, spotAfter(one.parts, one.part), 4_000);
  expect(next.parts.map(({ part }) => part)).toEqual([1, 4, 5, 3, 2]);
  expect(spotAt(one.parts, 4_000, null)).toEqual({ at: 2, splits: null });
});
