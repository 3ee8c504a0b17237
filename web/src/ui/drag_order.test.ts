import { expect, test } from 'vitest';
import { givesWay, landing, moved } from './drag_order.ts';

const rows = [
  { top: 0, height: 100 },
  { top: 110, height: 50 },
  { top: 170, height: 100 },
];

test.each([
  [0, 0, 0],
  // Its lower edge has to pass the middle of the next.
  [0, 34, 0],
  [0, 36, 1],
  [0, 119, 1],
  [0, 121, 2],
  [0, 9_000, 2],
  [0, -50, 0],
  [2, -34, 2],
  [2, -36, 1],
  [2, -121, 0],
  [1, 61, 2],
  [1, -61, 0],
])('row %i dragged by %i lands at %i', (from, by, to) => {
  expect(landing(rows, from, by)).toBe(to);
});

test('those that are passed give way by the row and its gap', () => {
  expect(rows.map((_, at) => givesWay(rows, 0, 2, at))).toEqual([0, -110, -110]);
  expect(rows.map((_, at) => givesWay(rows, 2, 1, at))).toEqual([0, 110, 0]);
  expect(rows.map((_, at) => givesWay(rows, 1, 1, at))).toEqual([0, 0, 0]);
});

test('a row is taken out and put in', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
  expect(moved(['a'], 0, 0)).toEqual(['a']);
});
