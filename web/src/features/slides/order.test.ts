import { expect, test } from 'vitest';
import { aDeck } from './a_deck.ts';
import { runDownOf } from './order.ts';

const order = (questions: { id: string; after?: { deck: string; page: number } | null }[]) =>
  runDownOf([aDeck('a', '1 2'), aDeck('b', '1')], questions)
    .map((step) => step.key)
    .join(' ');

test('questions come behind their pages, the others last', () => {
  expect(order([])).toBe('a/1 a/2 b/1');
  const placed = { id: 'p', after: { deck: 'a', page: 1 } };
  expect(order([{ id: 'x' }, placed])).toBe('a/1 p a/2 b/1 x');
});

test('behind one page the questions keep their own order', () => {
  const after = { deck: 'b', page: 1 };
  expect(
    order([
      { id: 'p', after },
      { id: 'q', after },
    ]),
  ).toBe('a/1 a/2 b/1 p q');
});

test('a question whose page is gone is not lost', () => {
  const gone = { id: 'p', after: { deck: 'c', page: 1 } };
  expect(order([gone, { id: 'q', after: null }])).toBe('a/1 a/2 b/1 p q');
});
