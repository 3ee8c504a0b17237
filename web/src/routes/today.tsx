import { useEffect } from 'preact/hooks';
import { Today } from '~/features/today/Today.tsx';
import { BARE_PAGES } from './bare_pages.ts';

const AHEAD_AFTER_MS = 2_000;

/** Most go from here into a room: over a slow link its files have come while they looked. */
function fetchRoom(): void {
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return;
  BARE_PAGES.find((one) => one.path === '/room/:id')?.page.preload();
  import('./room.tsx').then((part) => part.fetchAhead()).catch(() => {});
}

export default function TodayPage(props: { params: Record<string, string> }) {
  useEffect(() => {
    const timer = setTimeout(fetchRoom, AHEAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return <Today {...props} />;
}
