import { expect, test } from 'vitest';
import { givenChoices, rightChoices, rightOnes, rightShare } from './right.ts';

test('right words are shown as written, and found among counts in their normal form', () => {
  const key = { kind: 'text' as const, accepted: ['H2O', 'Ｗater '] };
  expect(rightOnes(key)).toEqual(['H2O', 'Ｗater ']);
  expect(rightChoices(key)).toEqual(['h2o', 'water']);
});

test('an answer is found among counts whatever its kind', () => {
  expect(givenChoices({ kind: 'text', text: ' H2o' })).toEqual(['h2o']);
  expect(givenChoices({ kind: 'truth', value: false })).toEqual(['false']);
  expect(givenChoices({ kind: 'choices', choices: ['b'] })).toEqual(['b']);
  expect(givenChoices(undefined)).toEqual([]);
});

test('no key, no right choice', () => {
  expect(rightChoices(null)).toEqual([]);
});

test('what was not judged has no share', () => {
  expect(rightShare([])).toBeNull();
  expect(rightShare([{}, { right: null }])).toBeNull();
  expect(rightShare([{ right: true }, { right: false }, {}])).toBe(0.5);
});
