// When the stage shows its page: until then nothing else needs the line.
import { effect, signal } from '@preact/signals';
import type { RoomStore } from '../store.ts';

/** What does not come by then holds nothing back. */
const WAIT_MOST_MS = 6_000;

export const isPageShown = signal(false);

/** Resolves once the page is there, or it is known that there is none. */
export function pageShown(store: RoomStore): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, WAIT_MOST_MS);
    const stop = effect(() => {
      const { me, surface } = store.model.value;
      if (!isPageShown.value && (!me || surface.kind === 'slide')) return;
      clearTimeout(timer);
      queueMicrotask(() => stop());
      // What stood there before any script (`early_room.ts`) goes.
      (globalThis as { xtPicture?: () => void }).xtPicture?.();
      done();
    });
  });
}
