import type { Lesson } from '~/api/shapes.ts';
import { startOf } from '~/lib/lesson.ts';
import { dayKey, namedDay } from '~/lib/when.ts';
import css from '~/ui/Page.module.css';
import { LessonRow } from './LessonRow.tsx';

/** Lessons by local day, in the order they came. */
export function byDay(lessons: Lesson[]): [string, Lesson[]][] {
  const days = new Map<string, Lesson[]>();
  for (const lesson of lessons) {
    const day = dayKey(startOf(lesson));
    days.set(day, [...(days.get(day) ?? []), lesson]);
  }
  return [...days];
}

/** Lessons under the names of their days. */
export function Days({ lessons, inCourse }: { lessons: Lesson[]; inCourse?: boolean }) {
  return (
    <>
      {byDay(lessons).map(([day, ofDay]) => (
        <section key={day} class={css.group}>
          <h3>{namedDay(ofDay[0] ? startOf(ofDay[0]) : day)}</h3>
          <ul class={css.list}>
            {ofDay.map((lesson) => (
              <LessonRow key={lesson.id} lesson={lesson} inCourse={inCourse ?? false} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
