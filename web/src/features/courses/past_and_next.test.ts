import { expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { pastAndNext } from './past_and_next.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-11-24T12:00:00Z');

const lesson = (id: string, hours: number, state: Lesson['state']) =>
  ({ id, state, minutes: 45, starts_at: new Date(NOW + hours * HOUR).toISOString() }) as Lesson;

test('what goes on is next, what is over or was missed is past', () => {
  const later = [
    lesson('morning', -4, 'closed'),
    lesson('missed', -3, 'planned'),
    lesson('now', -0.2, 'open'),
    lesson('evening', 5, 'planned'),
  ];
  const earlier = [lesson('forgotten', -20, 'open'), lesson('yesterday', -24, 'closed')];
  const { next, past } = pastAndNext(later, earlier, NOW);
  expect(next.map((one) => one.id)).toEqual(['forgotten', 'now', 'evening']);
  expect(past.map((one) => one.id)).toEqual(['missed', 'morning', 'yesterday']);
});
