import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until a lesson time, told anew with each; null without a clock. */
export function useSeconds(untilMs: number, nowMs: () => number | null): number | null {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const now = nowMs();
  return now === null ? null : Math.max(0, Math.ceil((untilMs - now) / 1000));
}
