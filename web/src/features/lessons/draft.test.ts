import { expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { fieldTime } from '~/lib/when.ts';
import { bodyOf, draftOf, emptyDraft, faults, moved, newRow } from './draft.ts';

const own = {
  class: { id: 'c2', name: '高一（2）班' },
  school: { id: 's2', name: '青山中学' },
  part: 'receiving',
  form: 'live',
  attending: 'own_devices',
  starts_at: '2026-09-01T02:00:00.000Z',
  teacher: { id: 'p7', name: '周岚' },
} as const;
const { starts_at: _, teacher: __, ...plain } = own;
const lesson = {
  course: { id: 'k1', title: '物理' },
  title: '光的折射',
  starts_at: '2026-09-01T01:00:00.000Z',
  minutes: 45,
  teachers: [{ id: 'p1', name: '陈静' }],
  audience: [plain, own],
} as unknown as Lesson;

test('a lesson that is not changed is sent as it was', () => {
  const body = bodyOf(draftOf(lesson), 'k1');
  const [first, second] = body.audience;
  expect(first).toEqual({ class: 'c2', part: 'receiving', form: 'live', attending: 'own_devices' });
  expect(second).toEqual({ ...first, starts_at: own.starts_at, teacher: 'p7' });
  expect([body.teachers, body.starts_at, body.minutes]).toEqual([['p1'], lesson.starts_at, 45]);
});

test('a class with a start of its own moves with the lesson', () => {
  const draft = draftOf(lesson);
  const [day, time] = fieldTime('2026-09-03T01:30:00Z').split('T') as [string, string];
  const later = moved(moved(draft, { day }), { time });
  expect(later.audience[1]?.starts_at).toBe('2026-09-03T02:30:00.000Z');
  expect(later.audience[0]?.starts_at).toBeUndefined();
  // While a date is being typed it is not whole, and nothing moves.
  const half = moved(draft, { day: '' });
  expect(half.audience).toEqual(draft.audience);
});

test('the first class of the own school is with the teacher, the others are not', () => {
  const draft = emptyDraft(new Date());
  expect(newRow(draft, 'c1', true).part).toBe('anchor');
  expect(newRow(draft, 'c2', false).part).toBe('receiving');
  const second = { ...draft, audience: [newRow(draft, 'c1', true)] };
  expect(newRow(second, 'c3', true).part).toBe('receiving');
});

test('a new lesson names no teachers, so that who plans it teaches it', () => {
  const draft = { ...emptyDraft(new Date(), 'k1'), title: '光' };
  expect('teachers' in bodyOf(draft, 'k1')).toBe(false);
  expect([...faults(draft)]).toEqual(['audience']);
  expect([...faults({ ...draft, minutes: '481' })]).toContain('minutes');
});
