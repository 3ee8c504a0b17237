import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LineWish, Watching } from './whep.ts';
import { Wishes } from './wishes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection whose wishes are taken, or not, when the test says so. */
function connection() {
  const asked: { shows: string; take: () => void; refuse: () => void }[] = [];
  const wish = (_: readonly LineWish[], [picture]: readonly LineWish[]) =>
    new Promise<void>((take, refuse) => {
      asked.push({ shows: picture?.person ?? 'nobody', take, refuse });
    });
  return { asked, to: { wish } as unknown as Watching };
}

const seen = (person: string) => ({ sounds: [], pictures: [{ shows: 'person' as const, person }] });
const settle = () => vi.advanceTimersByTimeAsync(0);

test('a wish waits until the one before it is taken, and only the last of them is said', async () => {
  const wishes = new Wishes();
  const { asked, to } = connection();
  for (const person of ['a', 'b', 'c']) void wishes.say(to, seen(person));
  expect(asked.map((one) => one.shows)).toEqual(['a']);
  asked[0]?.take();
  await settle();
  expect(asked.map((one) => one.shows)).toEqual(['a', 'c']);
  asked[1]?.take();
  await settle();
  void wishes.say(to, seen('c'));
  await settle();
  expect(asked).toHaveLength(2);
});

test('what was not taken is said again, to who is there then', async () => {
  const wishes = new Wishes();
  const [first, second] = [connection(), connection()];
  void wishes.say(first.to, seen('a'));
  first.asked[0]?.refuse();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(first.asked.map((one) => one.shows)).toEqual(['a', 'a']);
  first.asked[1]?.refuse();
  await settle();
  void wishes.say(second.to, seen('a'));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(first.asked).toHaveLength(2);
  expect(second.asked.map((one) => one.shows)).toEqual(['a']);
  second.asked[0]?.refuse();
  wishes.end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(second.asked).toHaveLength(1);
});
