import type { Lesson } from '~/api/shapes.ts';

/** Whether a lesson plays a recording to its classes. */
export function isRecorded(lesson: Pick<Lesson, 'audience'>): boolean {
  return lesson.audience.some((one) => one.form === 'recorded');
}
