import { useEffect, useState } from 'preact/hooks';

const SMALL = '(max-width: 599px)';

/** Whether the page is a phone's, held upright. */
export function useSmall(): boolean {
  const [isSmall, setSmall] = useState(() => matchMedia(SMALL).matches);
  useEffect(() => {
    const query = matchMedia(SMALL);
    const look = () => setSmall(query.matches);
    // Safari 13 knows no listener here; it keeps what it began with.
    query.addEventListener?.('change', look);
    return () => query.removeEventListener?.('change', look);
  }, []);
  return isSmall;
}
