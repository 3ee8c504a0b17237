import { expect, test } from 'vitest';
import { Problem } from '~/api/problem.ts';
import type { RoomsToday, SchoolsToday } from '~/api/shapes.ts';
import { faultsOf, gigabytes, hoursOf, presence } from './faults.ts';

const lesson = (id: string, expected = 0) => ({ lesson: { id }, expected });
const day = (rest: object) =>
  ({ unstarted: [], overlong: [], lessons: [], ...rest }) as unknown as SchoolsToday;
const rooms = (rest: object) => ({ rooms: [], ...rest }) as unknown as RoomsToday;

test('a day on which nothing is wrong has no faults', () => {
  const disk = { free_mib: 90_000, total_mib: 100_000, is_low: false };
  const well = { lesson: 'l1', encoder: 'publishing', recording: 'recording', here: 2 };
  const opened_at = '2026-11-27T08:00:00Z';
  const waiting = { lesson: 'l2', encoder: 'awaited', here: 0, opened_at };
  const at = (ms: number) =>
    faultsOf(day({}), rooms({ disk, rooms: [well, waiting] }), null, Date.parse(opened_at) + ms);
  expect(at(60_000)).toEqual([]);
  expect(at(150_000)).toEqual([{ kind: 'awaited', room: waiting }]);
});

test('what keeps most people from learning comes first', () => {
  const disk = { free_mib: 900, total_mib: 100_000, is_low: true };
  const gone = { lesson: 'l1', encoder: 'gone', here: 2 };
  const full = { lesson: 'l2', encoder: 'publishing', recording: 'disk_full', here: 2 };
  const wrong = day({ unstarted: [lesson('l3')], overlong: [lesson('l4')] });
  const away = new Problem({ code: 'database.unavailable', status: 503 });
  const found = faultsOf(wrong, rooms({ disk, rooms: [gone, full] }), away);
  expect(found.map((one) => one.kind)).toEqual([
    'database',
    'disk',
    'recording',
    'picture',
    'unstarted',
    'overlong',
  ]);
  expect(faultsOf(undefined, undefined, new TypeError('x'))).toEqual([{ kind: 'unreachable' }]);
});

test('who is here counts in rooms that are known here', () => {
  const shown = day({ lessons: [lesson('l1', 24), lesson('l2', 30)] });
  const counted = presence(shown, rooms({ rooms: [{ lesson: 'l1', here: 23 }] }));
  expect([counted.here, counted.expected]).toEqual([23, 24]);
  expect([counted.of('l1'), counted.of('l2')]).toEqual([23, undefined]);
});

test('room on a disk is said in hours of lessons', () => {
  expect(hoursOf(8 * 1024)).toBe(7);
  expect([gigabytes(900), gigabytes(8 * 1024), gigabytes(80 * 1024)]).toEqual([
    '0.9 GB',
    '8.0 GB',
    '80 GB',
  ]);
});
