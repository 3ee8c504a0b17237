import { expect, test } from 'vitest';
import { aDeck } from './a_deck.ts';
import type { Surface } from './deck.ts';
import { AT_REST, besides, isAstray, lookAt, mayLook, shownOf, turned } from './look.ts';

const decks = [aDeck('a', '1 2 3 4 5'), aDeck('b', '1 2')];
const at = (page: number, deck = 'a'): Surface => ({ kind: 'slide', deck, page });

test('who follows sees what the class sees', () => {
  const looking = turned(turned(AT_REST, at(1)), at(2));
  expect(shownOf(looking)).toEqual(at(2));
  expect(isAstray(looking)).toBe(false);
});

test('who looks back stays there while the class goes on', () => {
  let looking = lookAt(turned(AT_REST, at(3)), at(1));
  expect(shownOf(looking)).toEqual(at(1));
  looking = turned(looking, at(4));
  expect(shownOf(looking)).toEqual(at(1));
  expect(isAstray(looking)).toBe(true);
});

test('one follows again when both are at the same page, whoever came there', () => {
  const away = lookAt(turned(AT_REST, at(3)), at(2));
  expect(isAstray(turned(away, at(2)))).toBe(false);
  expect(isAstray(lookAt(away, at(3)))).toBe(false);
});

test('pages that the class has not seen stay hidden', () => {
  const looking = turned(turned(AT_REST, at(4)), at(2));
  expect(mayLook(looking, at(4))).toBe(true);
  expect(mayLook(looking, at(5))).toBe(false);
  expect(mayLook(looking, at(1, 'b'))).toBe(false);
  expect(lookAt(looking, at(5))).toBe(looking);
  expect(besides(decks, looking, 1)).toEqual(at(3));
  expect(besides(decks, turned(looking, at(4)), 1)).toBeNull();
});

test('from a board one looks back at the last page there was', () => {
  const looking = turned(turned(AT_REST, at(2)), { kind: 'board', board: 1 });
  expect(besides(decks, looking, -1)).toEqual(at(2));
  expect(besides(decks, looking, 1)).toBeNull();
});

test('a page that is not there yet leads nowhere', () => {
  expect(besides([], turned(AT_REST, at(2)), -1)).toBeNull();
});
