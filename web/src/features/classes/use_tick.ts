import { useEffect, useState } from 'preact/hooks';

/** Renders again every so many milliseconds: for what depends on the clock. */
export function useTick(ms: number): void {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), ms);
    return () => clearInterval(timer);
  }, [ms]);
}
