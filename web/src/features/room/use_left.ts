import type { RoomStore } from './store.ts';
import { useEvery } from './use_every.ts';
import type { ActivityView } from './wire.ts';

/** Time left until the server takes no more from this page; null when it is closed by hand. */
export function useLeft(store: RoomStore, one: ActivityView): number | null {
  const limit = one.kind === 'quiz' && one.is_open ? one.limit_ms : undefined;
  useEvery(limit === undefined ? 3_600_000 : 500);
  if (limit === undefined) return null;
  const now = store.quizNowMs(one.activity);
  return now === null ? limit : Math.max(0, Math.min(limit, one.opened_ms + limit - now));
}
