import { expect, test } from 'vitest';
import type { StageEntry } from '../room/wire.ts';
import { classesOf, clockText, cursorAt, ownCursor } from './now.ts';

const see = { to: 'class', class: 'c' } as const;
const entry = (at_ms: number, kind: string, body: object) =>
  ({ seq: 1, at_ms, v: 1, see, kind, body: { class: 'c', ...body } }) as unknown as StageEntry;

const HELD = entry(60_000, 'class.held', { at_ms: 60_000 });
const RESUMED = entry(180_000, 'class.resumed', { from_ms: 60_000, percent: 125 });
const LIVE = entry(660_000, 'class.caught_up', { skipped_ms: 4_000 });

test('a class stands, goes on and is where the lesson is again', () => {
  const me = { person: 'p', name: 'n', role: 'classroom', class: 'c' } as const;
  const held = { me, staged: [HELD] };
  expect(ownCursor(held)).toEqual({ at_ms: 60_000, since_ms: 60_000, percent: 0 });
  const goesOn = ownCursor({ me, staged: [HELD, RESUMED] });
  expect(goesOn && cursorAt(goesOn, 220_000)).toBe(110_000);
  expect(ownCursor({ me, staged: [HELD, RESUMED, LIVE] })).toBeNull();
  expect(ownCursor({ me: { ...me, class: 'other' }, staged: [HELD] })).toBeNull();
});

test('what the snapshot says counts until something happens', () => {
  const cursor = { at_ms: 1, since_ms: 1, percent: 0 };
  const classes = [{ class: 'c', cursor, pace: 'lost' as const }];
  expect(classesOf({ classes, staged: [] })).toEqual(classes);
  expect(classesOf({ classes, staged: [LIVE] })).toEqual([{ class: 'c', pace: 'lost' }]);
});

test('a cursor is never ahead of its lesson, and a clock reads as clocks do', () => {
  const cursor = { at_ms: 1_000, since_ms: 2_000, percent: 125 };
  expect(cursorAt(cursor, 0)).toBe(1_000);
  expect(cursorAt(cursor, 1_000_000)).toBe(1_000_000);
  expect([0, 59_400, 130_000].map(clockText)).toEqual(['0:00', '0:59', '2:10']);
});
