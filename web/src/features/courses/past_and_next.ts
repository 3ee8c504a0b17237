import type { Lesson } from '~/api/shapes.ts';
import { momentOf } from '~/lib/lesson.ts';

/**
 * A course's lessons as its people speak of them: next are those that go on or are to come, past
 * the others, latest first. `later` begins with today's, some of which are over already; among
 * `earlier` one may be going on still.
 */
export function pastAndNext(later: Lesson[], earlier: Lesson[], now: number = Date.now()) {
  const isNext = (lesson: Lesson) => !['over', 'missed'].includes(momentOf(lesson, now));
  return {
    next: [...earlier.filter(isNext).reverse(), ...later.filter(isNext)],
    past: [
      ...later.filter((one) => !isNext(one)).reverse(),
      ...earlier.filter((one) => !isNext(one)),
    ],
  };
}
