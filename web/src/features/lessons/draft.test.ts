import { expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { bodyOf, draftOf } from './draft.ts';

test('what the form does not show survives being saved', () => {
  const own = {
    class: { id: 'c2', name: '高一（2）班' },
    school: { id: 's2', name: '青山中学' },
    part: 'receiving',
    form: 'live',
    attending: 'own_devices',
    starts_at: '2026-09-01T02:00:00Z',
    teacher: { id: 'p7', name: '周岚' },
  } as const;
  const { starts_at: _, teacher: __, ...plain } = own;
  const lesson = {
    course: { id: 'k1', title: '物理' },
    title: '光的折射',
    starts_at: '2026-09-01T01:00:00Z',
    minutes: 45,
    audience: [plain, own],
  } as unknown as Lesson;
  const [first, second] = bodyOf(draftOf(lesson), 'k1').audience;
  expect(first).toEqual({ class: 'c2', part: 'receiving', form: 'live', attending: 'own_devices' });
  expect(second).toEqual({ ...first, starts_at: '2026-09-01T02:00:00Z', teacher: 'p7' });
});
