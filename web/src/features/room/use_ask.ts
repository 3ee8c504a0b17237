import { useAttempt } from '~/ui/use_attempt.ts';
import type { RoomStore } from './store.ts';
import type { Action } from './wire.ts';

/** Something asked of the room: that it is on its way, and why it came to nothing. */
export function useAsk(store: RoomStore) {
  const { isBusy, failure, attempt } = useAttempt();
  /** Answers whether it took effect. */
  const ask = (action: Action) => attempt(() => store.ask(action));
  return { isBusy, failure, ask };
}
