import { expect, test } from 'vitest';
import { voicesOn } from './voices.ts';

const voice = (person: string, isOn = false) => ({ person, isOn });
const crowd = Array.from({ length: 20 }, (_, n) => voice(`p${n}`, n === 3 || n === 17));

test('where there are lines enough everybody has one, speaking or not', () => {
  expect(voicesOn(3, [], [voice('a'), voice('b', true)])).toEqual(['a', 'b', null]);
});

test('of a crowd those have lines whose microphones are on, and keep them', () => {
  expect(voicesOn(3, [], crowd)).toEqual(['p3', 'p17', null]);
  const fewer = crowd.map((one) => ({ ...one, isOn: one.person === 'p17' || one.person === 'p5' }));
  expect(voicesOn(3, ['p3', 'p17', null], fewer)).toEqual(['p5', 'p17', null]);
});

test('where too many speak nobody is named', () => {
  expect(
    voicesOn(
      3,
      [],
      crowd.map((one) => ({ ...one, isOn: true })),
    ),
  ).toBe(null);
});
