import { expect, test } from 'vitest';
import { barsOf } from './bars.ts';
import { letterOf } from './choices.ts';

const words = {
  figure: ({ people, share }: { people: number; share: number }) => `${people}: ${share}`,
  right: 'right',
  own: 'mine',
};
const rows = ['a', 'b'].map((id) => ({ id, text: id.toUpperCase() }));
const counts = [{ choice: 'b', people: 1 }];

test('each choice has its share of those who answered, also when nobody took it', () => {
  const one = { rows, hasLetters: true, counts, answered: 3, right: ['b'], own: ['a'] };
  expect(barsOf(one, words)).toEqual([
    { id: 'a', name: 'A', figure: '0: 0', share: 0, letter: 'A', own: 'mine' },
    { id: 'b', name: 'B', figure: '1: 33', share: 1 / 3, letter: 'B', mark: 'right' },
  ]);
});

test('nobody answered: no share is infinite', () => {
  const one = { rows, hasLetters: false, counts: [], answered: 0, right: [], own: [] };
  expect(barsOf(one, words).map((bar) => [bar.share, bar.letter])).toEqual([
    [0, undefined],
    [0, undefined],
  ]);
});

test('letters end with the alphabet', () => {
  expect([letterOf(0), letterOf(25), letterOf(26), letterOf(-1)]).toEqual(['A', 'Z', '', '']);
});
