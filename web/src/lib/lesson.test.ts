import { expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { clockMinutes, momentOf, startOf } from './lesson.ts';

const lesson = (rest: Partial<Lesson>) =>
  ({
    starts_at: '2026-11-24T04:17:00Z',
    minutes: 7,
    state: 'planned',
    audience: [{ class: { id: 'c1' } }, { class: { id: 'c2' }, starts_at: '2026-11-24T04:27:00Z' }],
    ...rest,
  }) as unknown as Lesson;

test('a length agrees with the two times beside it', () => {
  for (const [from, to, minutes] of [
    ['2026-11-24T04:16:20Z', '2026-11-24T04:24:00Z', 8],
    ['2026-11-24T04:16:00Z', '2026-11-24T04:24:59Z', 8],
    ['2026-11-24T04:16:59Z', '2026-11-24T04:24:01Z', 8],
    ['2026-11-24T04:16:01Z', '2026-11-24T04:16:20Z', 1],
  ] as const) {
    expect(clockMinutes(from, to), `${from} – ${to}`).toBe(minutes);
  }
});

test('a class with a start of its own starts then, for its own people', () => {
  expect(startOf(lesson({}))).toBe('2026-11-24T04:17:00Z');
  expect(startOf(lesson({ my_class: 'c1' }))).toBe('2026-11-24T04:17:00Z');
  expect(startOf(lesson({ my_class: 'c2' }))).toBe('2026-11-24T04:27:00Z');
});

test('a lesson is ahead, due, missed, open or over', () => {
  const at = (minutes: number) => Date.parse('2026-11-24T04:17:00Z') + minutes * 60_000;
  expect(momentOf(lesson({}), at(-16))).toBe('ahead');
  expect(momentOf(lesson({}), at(-15))).toBe('due');
  expect(momentOf(lesson({}), at(6))).toBe('due');
  expect(momentOf(lesson({}), at(7))).toBe('missed');
  expect(momentOf(lesson({ state: 'open' }), at(900))).toBe('open');
  expect(momentOf(lesson({ state: 'closed' }), at(-900))).toBe('over');
});
