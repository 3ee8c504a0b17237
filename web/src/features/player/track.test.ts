import { expect, test } from 'vitest';
import {
  ahead,
  byVoice,
  fromPlain,
  hasPicture,
  jump,
  land,
  next,
  parseTime,
  type Run,
  toPlain,
  voiceMb,
} from './track.ts';

function run(n: number, start_ms: number, count: number): Run {
  const segments = Array.from({ length: count }, (_, i) => ({
    start_ms: start_ms + i * 2000,
    duration_ms: 2000,
    url: `${n}-${i}`,
  }));
  const end_ms = start_ms + count * 2000;
  return { run: n, start_ms, end_ms, init_url: `init-${n}`, tracks: [], segments };
}
const runs = [run(1, 3_000, 3), run(2, 60_000, 2)];

test('a gap leads to the next run, and what lies after the end to the end', () => {
  expect(land(runs, 0)).toBe(3_000);
  expect(land(runs, 5_000)).toBe(5_000);
  expect(land(runs, 30_000)).toBe(60_000);
  expect(land(runs, 99_000)).toBe(63_950);
  expect(land([], 10)).toBeNull();
});

test('segments are fetched in order, over the gap, and bad ones are left out', () => {
  const never = () => false;
  expect(next(runs, [], 3_500, never)?.segment.url).toBe('1-0');
  expect(next(runs, [{ start: 3, end: 9 }], 3_500, never)?.segment.url).toBe('2-0');
  expect(next(runs, [], 3_500, (one) => one.url === '1-0')?.segment.url).toBe('1-1');
  expect(next(runs, [{ start: 60, end: 64 }], 60_000, never)).toBeNull();
});

test('a dry picture goes on where the next one begins', () => {
  const spans = [
    { start: 3, end: 9 },
    { start: 60, end: 62 },
  ];
  expect(jump(spans, 5)).toBeNull();
  expect(jump(spans, 8.95)).toBeCloseTo(60.01);
  expect(jump(spans, 61.95)).toBeNull();
  expect(ahead(spans, 8)).toBe(3);
});

test('a plain player counts only the picture', () => {
  expect(toPlain(runs, 61_000)).toBe(7_000);
  expect(fromPlain(runs, 7_000)).toBe(61_000);
});

test('times in addresses', () => {
  expect(parseTime('1h10m5s')).toBe(4_205_000);
  expect(parseTime('90')).toBe(90_000);
  expect(parseTime('1:30')).toBe(90_000);
  expect(parseTime('soon')).toBeNull();
});

test('a lesson by its sound alone has the runs that have any', () => {
  const segments = [{ start_ms: 3_000, duration_ms: 4_000, url: 'voice/replay/1-1.m4s' }];
  const voice = { init_url: 'voice/replay/init-1.mp4', codec: 'mp4a.40.2', segments };
  const tracks = [{ id: 1, kind: 'video', codec: 'avc1' }];
  const [spoken, mute] = [run(1, 3_000, 3), run(2, 60_000, 2)];
  const recording = {
    opened_at: '',
    duration_ms: 99_000,
    media_prefix: '',
    until: '',
    shift_ms: 0,
    runs: [{ ...spoken, tracks, voice: { ...voice, size_bytes: 14_400_000 } }, mute],
  };
  expect([hasPicture(recording), voiceMb(recording)]).toEqual([true, 14]);
  const lean = byVoice(recording);
  expect(lean?.runs.map((one) => [one.run, one.init_url, one.segments])).toEqual([
    [1, 'voice/replay/init-1.mp4', segments],
  ]);
  expect(lean && hasPicture(lean)).toBe(false);
  expect(byVoice({ ...recording, runs: [mute] })).toBeNull();
});
