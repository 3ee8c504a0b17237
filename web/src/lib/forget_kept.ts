// Lessons that a device keeps and what waits on it to be sent go when their person signs out. Who
// never does so, or whose session simply ended, would leave them there for ever: so what nobody has
// opened for two months goes when the product starts, and of who is not signed in after one.
import { removeRow, rowsOf } from './device_rows.ts';
import { DAYS_MOST } from './forget_old.ts';
import { cacheName } from './kept_caches.ts';

const DAY_MS = 86_400_000;
/** So long a lesson stays that its person does not open. */
export const KEPT_DAYS_MOST = 60;

interface KeptRow {
  person: string;
  lesson: string;
  kept_at: string;
  opened_at?: string;
}

interface OutboxRow {
  person: string;
  id: string;
  /** About when it was made. */
  order: number;
}

/** @param person who is signed in; null when that is nobody, or not known. */
export async function forgetKept(person: string | null, nowMs: number): Promise<void> {
  const isOver = (whose: string, sinceMs: number) => {
    const days = whose === person ? KEPT_DAYS_MOST : DAYS_MOST;
    return !(nowMs - sinceMs <= days * DAY_MS);
  };
  for (const one of await rowsOf<KeptRow>('kept')) {
    if (!isOver(one.person, Date.parse(one.opened_at ?? one.kept_at))) continue;
    // The row goes last: what a break leaves behind is found by it the next time.
    if ('caches' in globalThis) await caches.delete(cacheName(one.person, one.lesson));
    await removeRow('kept', [one.person, one.lesson]);
  }
  for (const one of await rowsOf<OutboxRow>('outbox')) {
    if (isOver(one.person, one.order)) await removeRow('outbox', one.id);
  }
}
