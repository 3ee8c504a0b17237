import { expect, test } from 'vitest';
import { newClientId } from '~/lib/client_id.ts';
import { clockText } from '~/lib/clock.ts';
import { Lanes } from '../player/lanes.ts';
import { Held, lagOf, WAIT_MOST_MS, WAY_MS } from './timing.ts';

function holding() {
  const applied: number[] = [];
  return { applied, held: new Held<{ at_ms: number }>((item) => applied.push(item.at_ms)) };
}

test('an entry waits for its picture, and what follows waits behind it', () => {
  const { applied, held } = holding();
  held.offer({ at_ms: 5_000 }, 3_000, 0);
  held.offer({ at_ms: 2_000 }, 3_000, 0);
  expect(applied).toEqual([]);
  held.advance(5_000, 2_000);
  expect(applied).toEqual([5_000, 2_000]);
});

test('without a picture entries apply at once, also those that waited', () => {
  const { applied, held } = holding();
  held.offer({ at_ms: 5_000 }, 3_000, 0);
  held.offer({ at_ms: 6_000 }, null, 10);
  expect(applied).toEqual([5_000, 6_000]);
});

test('nothing waits longer than the cap', () => {
  const { applied, held } = holding();
  held.offer({ at_ms: 90_000 }, 3_000, 0);
  held.advance(4_000, WAIT_MOST_MS - 1);
  expect(applied).toEqual([]);
  held.advance(4_000, WAIT_MOST_MS);
  expect(applied).toEqual([90_000]);
});

const QUIZ = { opened_ms: 100_000, grace_ms: 10_000 };
const LIMIT_MS = 60_000;

/** The server's rule: a press counts until the end, and arrives within the grace. */
function takes(pressedMs: number, arrivesMs: number) {
  const endMs = QUIZ.opened_ms + LIMIT_MS;
  if (arrivesMs <= endMs) return true;
  const isInTime = pressedMs >= QUIZ.opened_ms && pressedMs <= endMs;
  return isInTime && pressedMs + QUIZ.grace_ms >= arrivesMs;
}

test.each([
  ['a picture 8 s behind', 8_000, 8_000],
  ['a resume 40 s late', 40_000, QUIZ.grace_ms - WAY_MS],
  ['a clock that is ahead', -500, 0],
])('with %s the last press on the countdown is still taken', (_, laterMs, lag) => {
  expect(lagOf(QUIZ.opened_ms + laterMs, QUIZ)).toBe(lag);
  // The countdown is at zero when lesson time less the lag is at the end.
  const pressed = QUIZ.opened_ms + LIMIT_MS;
  expect(takes(pressed, pressed + lag + WAY_MS)).toBe(true);
  expect(takes(pressed + lag, pressed + lag + WAY_MS)).toBe(lag === 0);
});

test('a grace shorter than the way, or an unknown clock, gives no more time', () => {
  expect(lagOf(108_000, { opened_ms: 100_000, grace_ms: 0 })).toBe(0);
  expect(lagOf(null, QUIZ)).toBe(0);
});

test('times read as a clock', () => {
  expect([clockText(65_000), clockText(3_725_000), clockText(-1)]).toEqual([
    '01:05',
    '1:02:05',
    '00:00',
  ]);
});

test('danmaku fill the lanes, drop on overflow, and one’s own always flies', () => {
  const lanes = new Lanes({ lanes: 2, widthPx: 400, crossMs: 8_000 });
  expect(lanes.place(100, 0, false)).toBe(0);
  expect(lanes.place(100, 0, false)).toBe(1);
  expect(lanes.place(100, 0, false)).toBeNull();
  expect(lanes.place(100, 0, true)).not.toBeNull();
  expect(lanes.place(100, 8_000, false)).toBe(0);
});

test('a long fast text does not run into a short slow one', () => {
  const lanes = new Lanes({ lanes: 1, widthPx: 400, crossMs: 8_000 });
  lanes.place(50, 0, false);
  expect(lanes.place(800, 1_500, false)).toBeNull();
});

test('client ids are UUIDv7 in order of time', () => {
  const a = newClientId(1_700_000_000_000);
  expect(a).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(a < newClientId(1_700_000_000_001)).toBe(true);
});
