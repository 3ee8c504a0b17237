import type { RoomStore } from './store.ts';
import { useEvery } from './use_every.ts';
import type { ActivityView } from './wire.ts';

/** Time left from when this page showed the quiz; null when it is closed by hand. */
export function useLeft(store: RoomStore, one: ActivityView): number | null {
  const limit = one.kind === 'quiz' && one.is_open ? one.limit_ms : undefined;
  useEvery(limit === undefined ? 3_600_000 : 500);
  if (limit === undefined) return null;
  const seen = store.seenAt.get(one.activity);
  if (seen !== undefined) return Math.max(0, seen + limit - Date.now());
  const now = store.nowMs();
  return now === null ? limit : Math.max(0, one.opened_ms + limit - now);
}
