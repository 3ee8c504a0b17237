// A lesson on the form, before it is sent.

import type { Attending, AudienceBody, Form, Lesson, LessonBody, Part } from '~/api/shapes.ts';
import { dayKey } from '~/lib/when.ts';

export interface AudienceDraft {
  class: string;
  part: Part;
  form: Form;
  attending: Attending;
  /** A start and a teacher of its own; kept as they are, for no field here changes them. */
  starts_at?: string;
  teacher?: string;
}
export interface LessonDraft {
  course: string;
  courseTitle: string;
  title: string;
  day: string;
  time: string;
  minutes: string;
  audience: AudienceDraft[];
}
export const NEW_COURSE = 'new';

export function emptyDraft(now: Date): LessonDraft {
  const next = new Date(now.getTime() + 3_600_000);
  const time = `${String(next.getHours()).padStart(2, '0')}:00`;
  const fields = { course: '', courseTitle: '', title: '', day: dayKey(next), time };
  return { ...fields, minutes: '45', audience: [] };
}

export function draftOf(lesson: Lesson): LessonDraft {
  const starts = new Date(lesson.starts_at);
  const two = (n: number) => String(n).padStart(2, '0');
  return {
    course: lesson.course.id,
    courseTitle: '',
    title: lesson.title,
    day: dayKey(starts),
    time: `${two(starts.getHours())}:${two(starts.getMinutes())}`,
    minutes: String(lesson.minutes),
    audience: lesson.audience.map((one) => ({
      class: one.class.id,
      part: one.part,
      form: one.form,
      attending: one.attending,
      ...(one.starts_at && { starts_at: one.starts_at }),
      ...(one.teacher && { teacher: one.teacher.id }),
    })),
  };
}

/** The fields that stand in the way of sending; empty when nothing does. */
export function faults(draft: LessonDraft): Set<keyof LessonDraft> {
  const found = new Set<keyof LessonDraft>();
  if (!draft.course) found.add('course');
  if (draft.course === NEW_COURSE && !draft.courseTitle.trim()) found.add('courseTitle');
  if (!draft.title.trim()) found.add('title');
  if (Number.isNaN(Date.parse(`${draft.day}T${draft.time}`))) found.add('day');
  if (!(Number(draft.minutes) >= 1 && Number(draft.minutes) <= 600)) found.add('minutes');
  if (!draft.audience.length) found.add('audience');
  return found;
}

export function bodyOf(draft: LessonDraft, course: string): LessonBody {
  return {
    course,
    title: draft.title.trim(),
    starts_at: new Date(`${draft.day}T${draft.time}`).toISOString(),
    minutes: Number(draft.minutes),
    audience: draft.audience.map((one): AudienceBody => ({ ...one })),
  };
}
