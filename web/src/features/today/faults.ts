// What is wrong today in the schools one runs; no words of any language here.
import { Problem } from '~/api/problem.ts';
import type { Lesson, RoomsToday, RoomToday, SchoolsToday } from '~/api/shapes.ts';

export type Fault =
  | { kind: 'unreachable' }
  | { kind: 'database' }
  | { kind: 'disk'; free_mib: number }
  | { kind: 'recording'; room: RoomToday }
  | { kind: 'picture'; room: RoomToday }
  | { kind: 'awaited'; room: RoomToday }
  | { kind: 'unstarted'; lesson: Lesson }
  | { kind: 'overlong'; lesson: Lesson };

/** An encoder that has not come by then will hardly come by itself. */
const AWAITED_MOST = 2 * 60_000;

/** What keeps most people from learning comes first. */
export function faultsOf(
  day: SchoolsToday | undefined,
  rooms: RoomsToday | undefined,
  error: unknown,
  now = Date.now(),
): Fault[] {
  const found: Fault[] = [];
  const code = error instanceof Problem ? error.code : '';
  if (code.startsWith('database')) found.push({ kind: 'database' });
  else if (error) found.push({ kind: 'unreachable' });
  if (rooms?.disk?.is_low) found.push({ kind: 'disk', free_mib: rooms.disk.free_mib });
  for (const room of rooms?.rooms ?? []) {
    if (room.recording && room.recording !== 'recording') found.push({ kind: 'recording', room });
  }
  for (const room of rooms?.rooms ?? []) {
    if (room.encoder === 'gone') found.push({ kind: 'picture', room });
    const open_ms = now - Date.parse(room.opened_at);
    if (room.encoder === 'awaited' && open_ms > AWAITED_MOST) found.push({ kind: 'awaited', room });
  }
  for (const { lesson } of day?.unstarted ?? []) found.push({ kind: 'unstarted', lesson });
  for (const { lesson } of day?.overlong ?? []) found.push({ kind: 'overlong', lesson });
  return found;
}

/** Learners who are here, of those expected in rooms that are known here. */
export function presence(day: SchoolsToday, rooms: RoomsToday | undefined) {
  const here = new Map(rooms?.rooms.map((room) => [room.lesson, room.here]));
  const known = day.lessons.filter((one) => here.has(one.lesson.id));
  return {
    here: [...here.values()].reduce((sum, count) => sum + count, 0),
    expected: known.reduce((sum, one) => sum + one.expected, 0),
    of: (lesson: string) => here.get(lesson),
  };
}

/** Hours of lessons that fit on a disk, at the 2.5 Mbit/s that the broadcast settings name. */
export function hoursOf(free_mib: number): number {
  return Math.floor((free_mib * 8.388608) / 2.628 / 3600);
}

/** "3.2 GB", as file managers count. */
export function gigabytes(mib: number): string {
  const gb = mib / 1024;
  return `${gb < 10 ? gb.toFixed(1) : Math.round(gb)} GB`;
}
