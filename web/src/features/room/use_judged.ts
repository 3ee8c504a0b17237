import { useEffect } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import type { RoomStore } from './store.ts';

/**
 * How the quizzes went that were judged before this page was there: the log says it once, and the
 * report knows it ever after.
 */
export function useJudged(store: RoomStore): void {
  const { activities, results } = store.model.value;
  const unknown = activities
    .filter((one) => one.kind === 'quiz' && !one.is_open && !results[one.activity])
    .map((one) => one.activity);
  const names = unknown.join(' ');
  useEffect(() => {
    if (!names) return;
    const path = { id: store.lesson.id };
    // Not at once: a quiz that was just closed is judged a moment later, and the log says so.
    const timer = setTimeout(async () => {
      const report = await callQuietly('GET /api/lessons/{id}/report', { path }).catch(() => null);
      if (!report) return;
      const known = Object.fromEntries(
        report.activities
          .filter((one) => one.kind === 'quiz')
          .map((one) => [
            one.activity,
            one.answers.map(({ person, right, points }) => ({
              person,
              points: points ?? 0,
              ...(right != null && { right }),
            })),
          ]),
      );
      const model = store.model.peek();
      store.model.value = { ...model, results: { ...known, ...model.results } };
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }, [store, names]);
}

const WAIT_MS = 1_500;
