import type { Audience, Lesson } from '~/api/shapes.ts';
import { language } from './i18n.ts';

/** A class as a lesson knows it; another school's with the school's name. */
export function className(lesson: Lesson, one: Audience): string {
  return one.school.id === lesson.school.id
    ? one.class.name
    : `${one.school.name} ${one.class.name}`;
}

/** The classes of a lesson. */
export function classNames(lesson: Lesson): string {
  return listed(lesson.audience.map((one) => className(lesson, one)));
}

/** Names in a row, with the mark that the language puts between them. */
export function listed(names: string[]): string {
  return names.join(language.value === 'zh-CN' ? '、' : ', ');
}

// Two times of a lesson must not be mixed: when it is to be, which the calendar says and which
// every list, form and heading shows; and when it was, which the report shows beside it.

/** When a lesson is to start for its reader: a class may have a start of its own. */
export function startOf(lesson: Lesson): string {
  const own = lesson.audience.find((one) => one.class.id === lesson.my_class);
  return own?.starts_at ?? lesson.starts_at;
}

/**
 * The minutes between two times as clocks show them, so that a span and its length agree: from
 * 12:16 to 12:24 are eight, whatever the seconds. This is the only rounding of a lesson's length.
 */
export function clockMinutes(from: string, to: string): number {
  const minute = (time: string) => Math.floor(Date.parse(time) / 60_000);
  return Math.max(1, minute(to) - minute(from));
}

/** Before its start by so much a lesson is as good as on. */
const SOON_MS = 15 * 60_000;

/** Where a lesson stands for people: missed is one that nobody opened in its time. */
export type Moment = 'open' | 'due' | 'ahead' | 'missed' | 'over';

export function momentOf(lesson: Lesson, now: number = Date.now()): Moment {
  if (lesson.state === 'open') return 'open';
  if (lesson.state === 'closed') return 'over';
  const start = Date.parse(lesson.starts_at);
  if (now >= start + lesson.minutes * 60_000) return 'missed';
  return now >= start - SOON_MS ? 'due' : 'ahead';
}
