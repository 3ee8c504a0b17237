import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';

const FIRST_MS = 1_000;
const MOST_MS = 30_000;

/** A part of the room that is fetched once the room itself is there; tried until it comes. */
export function useLater<T>(fetchPart: () => Promise<T>): T | undefined {
  const [part, setPart] = useState<{ part: T }>();
  useEffect(() => {
    let timer = 0;
    let wait = FIRST_MS;
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
          if (wait === FIRST_MS) toast(t('core.page_failed'));
          timer = window.setTimeout(get, wait);
          wait = Math.min(MOST_MS, wait * 2);
        },
      );
    };
    const stop = () => {
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
