import type { Course, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Field, Select } from '~/ui/Field.tsx';
import { type LessonDraft, NEW_COURSE } from './draft.ts';

interface Props {
  courses: Course[];
  /** Where a new course may be made. */
  schools: School[];
  draft: LessonDraft;
  school: string;
  change: (part: Partial<LessonDraft>) => void;
  fault: (field: keyof LessonDraft) => string | undefined;
}

/** The lesson's course, which may be made on the way. */
export function CourseFields({ courses, schools, draft, school, change, fault }: Props) {
  // Only courses of schools where one plans: the others would be refused.
  const mine = courses.filter(
    (one) => one.id === draft.course || schools.some((own) => own.id === one.school.id),
  );
  const name = (one: Course) =>
    schools.length > 1 ? `${one.title} · ${one.school.name}` : one.title;
  return (
    <>
      <Select
        label={t('lessons.course')}
        value={draft.course}
        onValue={(course) => change({ course })}
        options={[
          { value: '', text: t('core.choose') },
          ...mine.map((one) => ({ value: one.id, text: name(one) })),
          { value: NEW_COURSE, text: t('lessons.course_new') },
        ]}
        error={fault('course')}
      />
      {draft.course === NEW_COURSE && (
        <Field
          label={t('lessons.course_title')}
          value={draft.courseTitle}
          onValue={(courseTitle) => change({ courseTitle })}
          maxLength={120}
          error={fault('courseTitle')}
        />
      )}
      {draft.course === NEW_COURSE && schools.length > 1 && (
        <Select
          label={t('lessons.school')}
          value={school}
          onValue={(chosen) => change({ school: chosen })}
          options={schools.map((one) => ({ value: one.id, text: one.name }))}
        />
      )}
    </>
  );
}
