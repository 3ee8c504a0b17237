import { expect, test } from 'vitest';
import { aDeck } from '../slides/a_deck.ts';
import { leap } from './leap.ts';
import { NO_PASSAGE, pressed, withEnd } from './repeat.ts';
import { find, type Place, plain, shownSlides } from './search.ts';

const place = (at_ms: number, text: string): Place => ({
  key: `${at_ms}`,
  at_ms,
  name: '第 1 页',
  text,
});

test('a word is found across the lines of a page, whatever its case and width', () => {
  const places = [place(2, '折射\n定律 n1 SIN θ1'), place(1, '反射定律'), place(3, 'other')];
  expect(find(places, '射定律').map((one) => one.at_ms)).toEqual([1, 2]);
  expect(find(places, 'ｓｉｎ')[0]).toMatchObject({ at_ms: 2, hit: 'SIN' });
  expect(find(places, '  ')).toEqual([]);
  expect(find(places, '没有的词')).toEqual([]);
  expect(plain('一\n二 three  four')).toBe('一二 three four');
});

test('a long text is shown around the word', () => {
  const [one] = find([place(1, `${'a'.repeat(60)} word ${'b'.repeat(60)}`)], 'word');
  expect(one?.before).toMatch(/^…a{23} $/);
  expect(one?.after).toMatch(/^ b{23}…$/);
});

test('a slide is one place: when it was first shown, with all that came to stand on it', () => {
  const turn = (at_ms: number, page: number) => ({
    at_ms,
    surface: { kind: 'slide' as const, deck: 'a', page },
  });
  const found = shownSlides(
    [turn(1, 2), turn(5, 3), turn(9, 1), turn(12, 2)],
    [aDeck('a', '1 2.0 2.1')],
  );
  expect(found.map(({ at_ms, page }) => [at_ms, page])).toEqual([
    [1, 3],
    [9, 1],
  ]);
});

test('to what comes before and after a moment', () => {
  const moments = [{ at_ms: 30_000 }, { at_ms: 10_000 }];
  expect(leap(moments, 0, 1)).toBe(10_000);
  expect(leap(moments, 10_000, 1)).toBe(30_000);
  expect(leap(moments, 31_000, -1)).toBe(10_000);
  expect(leap(moments, 33_000, -1)).toBe(30_000);
  expect(leap(moments, 40_000, 1)).toBeUndefined();
});

test('a passage is set press by press, and its earlier end is A', () => {
  const a = pressed(NO_PASSAGE, 9_000);
  expect(a).toEqual({ a: 9_000, b: null });
  expect(pressed(a, 4_000)).toEqual({ a: 4_000, b: 9_000 });
  expect(pressed(pressed(a, 4_000), 1)).toEqual(NO_PASSAGE);
  expect(pressed(a, 9_100)).toEqual({ a: null, b: 9_100 });
  expect(withEnd({ a: 1_000, b: 9_000 }, 'a', 12_000)).toEqual({ a: 9_000, b: 12_000 });
});
