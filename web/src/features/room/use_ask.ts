import { useState } from 'preact/hooks';
import type { RoomStore } from './store.ts';
import type { Action } from './wire.ts';

/** Something asked of the room: that it is on its way, and why it came to nothing. */
export function useAsk(store: RoomStore) {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  /** Answers whether it took effect. */
  const ask = async (action: Action): Promise<boolean> => {
    setBusy(true);
    setFailure(null);
    const failed = await store.ask(action).then(
      () => null,
      (error: unknown) => error,
    );
    setFailure(failed);
    setBusy(false);
    return failed === null;
  };
  return { isBusy, failure, ask };
}
