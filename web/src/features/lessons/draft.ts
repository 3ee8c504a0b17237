// A lesson on the form, before it is sent.

import type { Attending, AudienceBody, Form, Lesson, LessonBody, Part } from '~/api/shapes.ts';
import { fieldsOf, listOf, oneOf, type Shape, text } from '~/lib/shape.ts';
import { dayKey, fieldTime } from '~/lib/when.ts';

export interface AudienceDraft {
  class: string;
  part: Part;
  form: Form;
  attending: Attending;
  /** Where the class starts at another time, and the teacher who is with it. */
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
  /** The school of a new course. */
  school?: string;
  /** Those of the lesson; absent while the one who plans it is to teach it. */
  teachers?: string[];
}
export const NEW_COURSE = 'new';
/** The longest lesson that the server takes. */
export const MINUTES_MAX = 480;

export function emptyDraft(now: Date, course = ''): LessonDraft {
  const next = new Date(now.getTime() + 3_600_000);
  const time = `${String(next.getHours()).padStart(2, '0')}:00`;
  const fields = { course, courseTitle: '', title: '', day: dayKey(next), time };
  return { ...fields, minutes: '45', audience: [] };
}

const row = fieldsOf<AudienceDraft>(
  {
    class: text,
    part: oneOf<Part>('anchor', 'receiving'),
    form: oneOf<Form>('live', 'recorded', 'implanted', 'observation'),
    attending: oneOf<Attending>('own_devices', 'classroom_screen', 'pack'),
    starts_at: text,
    teacher: text,
  },
  {},
  ['starts_at', 'teacher'],
);

/** A lesson as it was kept; what of it does not fit is as in an empty one. */
export function lessonShape(now: Date): Shape<LessonDraft> {
  return fieldsOf<LessonDraft>(
    {
      course: text,
      courseTitle: text,
      title: text,
      day: text,
      time: text,
      minutes: text,
      audience: listOf(row),
      school: text,
      teachers: listOf(text),
    },
    emptyDraft(now),
    ['school', 'teachers'],
  );
}

/** A class to be added: the first of the teacher's own school is with the teacher. */
export function newRow(draft: LessonDraft, id: string, isOwn: boolean): AudienceDraft {
  const hasAnchor = draft.audience.some((row) => row.part === 'anchor');
  const part = isOwn && !hasAnchor ? 'anchor' : 'receiving';
  return { class: id, part, form: 'live', attending: 'own_devices' };
}

/** The lesson at another time: classes that start at a time of their own are moved by as much. */
export function moved(draft: LessonDraft, to: { day?: string; time?: string }): LessonDraft {
  const next = { ...draft, ...to };
  const by = startOfDraft(next) - startOfDraft(draft);
  if (!by) return next;
  const audience = draft.audience.map((row) => {
    if (!row.starts_at) return row;
    return { ...row, starts_at: new Date(Date.parse(row.starts_at) + by).toISOString() };
  });
  return { ...next, audience };
}

/** NaN while day and time are not whole. */
function startOfDraft(draft: Pick<LessonDraft, 'day' | 'time'>): number {
  return Date.parse(`${draft.day}T${draft.time}`);
}

export function draftOf(lesson: Lesson): LessonDraft {
  const [day = '', time = ''] = fieldTime(lesson.starts_at).split('T');
  return {
    course: lesson.course.id,
    courseTitle: '',
    title: lesson.title,
    day,
    time,
    teachers: lesson.teachers.map((one) => one.id),
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
  if (Number.isNaN(startOfDraft(draft))) found.add('day');
  const minutes = Number(draft.minutes);
  if (!(minutes >= 1 && minutes <= MINUTES_MAX)) found.add('minutes');
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
    ...(draft.teachers && { teachers: draft.teachers }),
  };
}
