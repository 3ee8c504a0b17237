import { expect, test } from 'vitest';
import { doubtOf, found } from './teacher_view.ts';

const rows = ['Chen', 'Li', 'Wang', 'Zhou'].map((name, n) => ({
  person: `p${n}`,
  name,
  role: 'learner' as const,
  present: n < 3,
  muted: false,
}));
const hands = [{ person: 'p2' }, { person: 'p1' }];
const names = (which: Parameters<typeof found>[2], search = '') =>
  found(rows, hands, which, search).map((row) => row.name);

test('raised hands come first, in the order they were raised', () => {
  expect(names('all')).toEqual(['Wang', 'Li', 'Chen', 'Zhou']);
});

test('who is absent comes after those who are here', () => {
  const [first, ...others] = rows;
  const away = [{ ...first, present: false } as (typeof rows)[number], ...others];
  const all = found(away, [], 'all', '').map((row) => row.name);
  expect(all).toEqual(['Li', 'Wang', 'Chen', 'Zhou']);
});

test('a filter and a search narrow the roster together', () => {
  expect(names('online')).toEqual(['Wang', 'Li', 'Chen']);
  expect(names('missing')).toEqual(['Zhou']);
  expect(names('hands', ' LI ')).toEqual(['Li']);
});

test('a lesson is opened without a question only with a picture, and not long before its time', () => {
  const start = '2026-11-27T10:00:00Z';
  const before = (minutes: number, hasSignal: boolean) =>
    doubtOf(start, hasSignal, Date.parse(start) - minutes * 60_000);
  expect(before(30, true)).toBeNull();
  expect(before(31, true)).toBe('early');
  expect(before(24 * 60, false)).toBe('early_no_signal');
  expect(before(0, false)).toBe('no_signal');
});
