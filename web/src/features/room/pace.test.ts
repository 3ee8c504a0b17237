import { expect, test } from 'vitest';
import { BURST, EVERY_MS, Pace } from './pace.ts';
import type { Sent } from './wire.ts';

function clock() {
  let now = 0;
  let due: { run: () => void; at: number } | null = null;
  return {
    now: () => now,
    later: (run: () => void, ms: number) => {
      due = { run, at: now + ms };
      return due;
    },
    cancel: () => {
      due = null;
    },
    advance(ms: number) {
      const end = now + ms;
      while (due && due.at <= end) {
        const { run, at } = due;
        now = at;
        due = null;
        run();
      }
      now = end;
    },
  };
}

const stroke = (n: number): Sent => ({ type: 'draw', op: '', client_id: String(n) });

test('a few go at once, the rest one after another in their order', () => {
  const time = clock();
  const passed: string[] = [];
  const pace = new Pace(time, (message) => passed.push(message.client_id));
  for (let n = 0; n < BURST + 10; n += 1) pace.add(stroke(n));
  expect(passed).toHaveLength(BURST);
  time.advance(EVERY_MS * 4);
  expect(passed).toHaveLength(BURST + 4);
  time.advance(10_000);
  expect(passed).toEqual(Array.from({ length: BURST + 10 }, (_, n) => String(n)));
  // Time without a stroke earns the burst anew, and no more.
  time.advance(60_000);
  for (let n = 100; n < 100 + BURST; n += 1) pace.add(stroke(n));
  expect(passed).toHaveLength(2 * BURST + 10);
});

test('what the room would not take yet goes first when it will', () => {
  const time = clock();
  const passed: string[] = [];
  const pace = new Pace(time, (message) => passed.push(message.client_id));
  pace.add(stroke(1));
  pace.again(stroke(1), 1_000);
  pace.add(stroke(2));
  time.advance(900);
  expect(passed).toEqual(['1']);
  time.advance(600);
  expect(passed).toEqual(['1', '1', '2']);
});

test('a lost connection forgets what was in line', () => {
  const time = clock();
  const passed: string[] = [];
  const pace = new Pace(time, (message) => passed.push(message.client_id));
  for (let n = 0; n < BURST + 10; n += 1) pace.add(stroke(n));
  pace.clear();
  time.advance(10_000);
  expect(passed).toHaveLength(BURST);
});
