import { useEffect, useState } from 'preact/hooks';

/** What is typed, once the typing pauses: one request a word, not one a letter. */
export function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 250);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
