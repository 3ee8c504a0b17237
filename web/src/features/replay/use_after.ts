// How many answered each question after the lesson, for staff.
import { useEffect, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';

const NONE: ReadonlyMap<string, number> = new Map();

/** By question; nothing while it is not known, or for who may not know. */
export function useAfter(lesson: string | null): ReadonlyMap<string, number> {
  const [counts, setCounts] = useState(NONE);
  useEffect(() => {
    if (!lesson) return;
    callQuietly('GET /api/lessons/{id}/report', { path: { id: lesson } }).then(
      ({ activities }) =>
        setCounts(new Map(activities.map((one) => [one.activity, one.late?.length ?? 0]))),
      () => {
        // The list says what the class did without it.
      },
    );
  }, [lesson]);
  return counts;
}
