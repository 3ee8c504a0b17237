import { expect, test } from 'vitest';
import type { Me, Organisations } from '~/api/shapes.ts';
import { plannable } from './plannable.ts';

const places = {
  schools: [
    { id: 's1', region: 'r1' },
    { id: 's2', region: 'r1' },
    { id: 's3', region: 'r2' },
  ],
} as unknown as Organisations;

test('one plans for schools where one is staff, not for those taught in an alliance', () => {
  const ids = (...memberships: unknown[]) =>
    plannable({ memberships } as unknown as Me, places).map((one) => one.id);
  expect(ids({ role: 'teacher', school: { id: 's2' } })).toEqual(['s2']);
  expect(ids({ role: 'administrator', region: { id: 'r1' } })).toEqual(['s1', 's2']);
  expect(ids({ role: 'learner', school: { id: 's1' } })).toEqual([]);
});
