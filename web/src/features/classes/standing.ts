// How the classes of one page stand: asked for again and again, while somebody looks.
import { useEffect, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import type { LessonClass } from '~/api/shapes.ts';

const EVERY_MS = 5_000;

/** By class; those of which nothing is known yet are not in it. */
export function useStanding(
  lesson: string,
  wanted: readonly string[],
  /** How many are here: with each that comes or goes all are asked for anew. */
  here: number,
): Map<string, LessonClass> {
  const [found, setFound] = useState(new Map<string, LessonClass>());
  const of = wanted.join(',');
  useEffect(() => {
    if (!of) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const look = async () => {
      if (!document.hidden) {
        const asked = callQuietly('GET /api/lessons/{id}/classes', {
          path: { id: lesson },
          query: { of },
        });
        const all = await asked.catch(() => null);
        if (all && !isGone) setFound(new Map(all.map((one) => [one.class, one])));
      }
      if (!isGone) timer = setTimeout(() => void look(), EVERY_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [lesson, of, here]);
  return found;
}
