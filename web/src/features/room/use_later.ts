import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';

const FIRST_MS = 1_000;
const MOST_MS = 30_000;
const TRIES_FIRST = 3;

/** How many parts do not come; some browsers never fetch a failed file anew without a reload. */
export const missing = signal(0);

/** A part of the room that is fetched once the room itself is there; tried until it comes. */
export function useLater<T>(fetchPart: () => Promise<T>): T | undefined {
  const [part, setPart] = useState<{ part: T }>();
  useEffect(() => {
    let timer = 0;
    let wait = FIRST_MS;
    let tries = 0;
    let isGone = false;
    let isBusy = false;
    const get = () => {
      clearTimeout(timer);
      if (isBusy) return;
      isBusy = true;
      fetchPart().then(
        (part) => {
          stop();
          setPart({ part });
        },
        () => {
          isBusy = false;
          if (isGone) return;
          tries += 1;
          if (tries === TRIES_FIRST) missing.value += 1;
          timer = window.setTimeout(get, wait);
          wait = Math.min(MOST_MS, wait * 2);
        },
      );
    };
    const stop = () => {
      if (!isGone && tries >= TRIES_FIRST) missing.value -= 1;
      isGone = true;
      clearTimeout(timer);
      removeEventListener('online', get);
    };
    addEventListener('online', get);
    get();
    return stop;
  }, []);
  return part?.part;
}
