// Where classes stand that are behind their lesson. No DOM here.
import type { ClassCursor, ClassEntry, ClassNow, Me, StageEntry } from '../room/wire.ts';

interface Told {
  me?: Me | null;
  classes?: ClassNow[];
  staged: readonly StageEntry[];
}

/** The room keeps them among what happens on stages. */
const isOfClass = ({ kind }: StageEntry) => /^class/.test(kind);

function cursorOf(entry: ClassEntry): ClassCursor | undefined {
  const since_ms = entry.at_ms;
  if (entry.kind === 'class.held') return { at_ms: entry.body.at_ms, since_ms, percent: 0 };
  if (entry.kind === 'class.caught_up') return undefined;
  return { at_ms: entry.body.from_ms, since_ms, percent: entry.body.percent };
}

/** The classes that are behind: the room's snapshot, and what happened since. */
export function classesOf({ classes, staged }: Told): ClassNow[] {
  const all = new Map((classes ?? []).map((one) => [one.class, one]));
  for (const entry of staged.filter(isOfClass) as unknown as ClassEntry[]) {
    const known = all.get(entry.body.class) ?? { class: entry.body.class };
    const { cursor: _, ...rest } = known;
    const cursor = cursorOf(entry);
    all.set(entry.body.class, cursor ? { ...rest, cursor } : rest);
  }
  return [...all.values()].filter((one) => one.cursor || one.pace);
}

/** Where one's own class is, while it is behind. */
export function ownCursor(told: Told): ClassCursor | null {
  const own = told.me?.class;
  return classesOf(told).find((one) => one.class === own)?.cursor ?? null;
}

/** Where a cursor is when the lesson is at `nowMs`. */
export function cursorAt({ at_ms, since_ms, percent }: ClassCursor, nowMs: number): number {
  const gone = Math.max(0, nowMs - since_ms);
  return Math.min(Math.max(nowMs, at_ms), at_ms + Math.floor((gone * percent) / 100));
}

/** Minutes and seconds, as a clock shows them. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
