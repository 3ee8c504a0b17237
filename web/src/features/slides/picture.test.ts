import { expect, test } from 'vitest';
import { Addresses, Prefetch, toFetch, widthFor } from './picture.ts';

test.each([
  [390, 3, undefined, 960],
  [390, 1, undefined, 640],
  [820, 1, undefined, 960],
  [1366, 1, undefined, 1600],
  [1366, 2, { effectiveType: '3g' }, 960],
  [1366, 2, { effectiveType: '2g' }, 640],
  [1366, 2, { effectiveType: 'slow-2g' }, 640],
  [1366, 2, { saveData: true, effectiveType: '4g' }, 640],
] as const)('%i px at ratio %d over %o takes %i', (css, ratio, over, width) => {
  expect(widthFor(css, ratio, over)).toBe(width);
});

test.each([
  [1366, 1, 'lean', 960],
  [390, 1, 'lean', 640],
  [1366, 2, 'text', 640],
  [1366, 2, 'half', 960],
] as const)('%i px at ratio %d on the rung %s takes %i', (css, ratio, rung, width) => {
  expect(widthFor(css, ratio, undefined, rung)).toBe(width);
});

test('in a lesson pages lie under its media address, else in the library', () => {
  expect(new Addresses('/media/t/l').picture('d', 3, 960)).toBe('/media/t/l/deck/d/3-960.webp');
  expect(new Addresses('/media/t/l').text('d', 3)).toBe('/media/t/l/deck/d/3.json');
  expect(new Addresses(null).picture('d', 3, 640)).toBe('/api/decks/d/pages/3/640.webp');
});

test('two pages ahead are fetched, then the one before', () => {
  const all = [0, 1, 2, 3, 4];
  expect(toFetch(all, 1)).toEqual([2, 3, 0]);
  expect(toFetch(all, 4)).toEqual([3]);
  expect(toFetch(all, -1)).toEqual([0]);
});

test('pictures come one after another, each once; a new wish goes before an old one', async () => {
  const asked: string[] = [];
  const waiting: (() => void)[] = [];
  const prefetch = new Prefetch((url) => {
    asked.push(url);
    return new Promise((done) => waiting.push(done));
  });
  const go = async () => {
    waiting.shift()?.();
    for (let n = 0; n < 5; n += 1) await Promise.resolve();
  };
  prefetch.want(['2', '3']);
  expect(asked).toEqual(['2']);
  prefetch.want(['4', '5']);
  await go();
  expect(asked).toEqual(['2', '4']);
  await go();
  prefetch.want(['2', '5', '6']);
  await go();
  await go();
  expect(asked).toEqual(['2', '4', '5', '6']);
});

test('a picture that failed is asked for again', async () => {
  const asked: string[] = [];
  const prefetch = new Prefetch(async (url) => {
    asked.push(url);
    throw new Error('lost');
  });
  prefetch.want(['1']);
  await new Promise((done) => setTimeout(done));
  prefetch.want(['1']);
  await new Promise((done) => setTimeout(done));
  expect(asked).toEqual(['1', '1']);
});
