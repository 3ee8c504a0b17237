import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { codeText, fieldTexts, Problem, problemText } from '~/api/problem.ts';
import type { Draft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { plannable } from '~/lib/plannable.ts';
import { useAllCourses, useOrganisations } from '~/lib/server_state.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import { KeptDraft } from '~/ui/KeptDraft.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import { AudienceRows } from './AudienceRows.tsx';
import { CourseFields } from './CourseFields.tsx';
import { bodyOf, faults, type LessonDraft, MINUTES_MAX, moved, NEW_COURSE } from './draft.ts';
import form from './form.module.css';
import { RemoveLesson } from './RemoveLesson.tsx';
import { TeacherRows } from './TeacherRows.tsx';
import { useTeachers } from './use_teachers.ts';

interface Props {
  id: string | undefined;
  kept: Draft<LessonDraft>;
}

/** The fields of a lesson, and sending them. */
export function LessonForm({ id, kept }: Props) {
  const draft = kept.value;
  const [, go] = useLocation();
  const queries = useQueryClient();
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  // The edition that a new lesson is planned for; it is put to it on the next page.
  const edition = new URLSearchParams(location.search).get('edition');
  const wish = edition ? `?edition=${encodeURIComponent(edition)}` : '';
  const courses = useAllCourses();
  const places = useOrganisations();
  const failed = [courses, places].find((one) => one.isError);
  const mine = me.value && places.data ? plannable(me.value, places.data) : [];
  const known = courses.data?.items ?? [];
  const planned = known.find((one) => one.id === draft.course)?.school.id;
  const school = planned ?? (draft.school || mine[0]?.id) ?? '';
  const teachers = useTeachers(school);
  const own = teachers.filter((one) => one.school === school);
  // Without a word the server takes the one who plans it, if a teacher of the school.
  const myself = own.filter((one) => one.id === me.value?.id).map((one) => one.id);

  const change = (part: Partial<LessonDraft>) => kept.keep({ ...draft, ...part });
  const wrong = isTried ? faults(draft) : new Set<keyof LessonDraft>();
  const said = fieldTexts(failure);
  const fault = (field: keyof LessonDraft, sent: string = field) =>
    wrong.has(field)
      ? t(field === 'course' ? 'lessons.need_course' : 'problems.required')
      : said[sent];
  const send = async (refuse_clashes: boolean) => {
    let course = draft.course;
    if (course === NEW_COURSE) {
      const body = { title: draft.courseTitle.trim(), school };
      course = (await call('POST /api/courses', { body })).id;
      change({ course, courseTitle: '' });
      await queries.invalidateQueries({ queryKey: ['courses'] });
    }
    const body = { ...bodyOf(draft, course), refuse_clashes };
    return id
      ? call('PATCH /api/lessons/{id}', { path: { id }, body })
      : call('POST /api/lessons', { body });
  };
  const submit = async (refuseClashes: boolean) => {
    setTried(true);
    if (faults(draft).size) return;
    await attempt(async () => {
      const lesson = await send(refuseClashes);
      kept.forget();
      await queries.invalidateQueries();
      // Who handed the lesson over has no part in it any more.
      go(lesson ? `/lessons/${lesson.id}/prepare${wish}` : '/lessons');
    });
  };
  const clashes = failure instanceof Problem && failure.code === 'lesson.clashes';
  const teacherFault = Object.keys(said).find((field) => field.startsWith('teachers'));
  return (
    <form
      class={css.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit(true);
      }}
      noValidate
    >
      <KeptDraft of={kept} />
      {failed && <Failed error={failed.error} onRetry={() => void failed.refetch()} />}
      <CourseFields courses={known} schools={mine} {...{ draft, school, change, fault }} />
      <Field
        label={t('lessons.lesson_title')}
        value={draft.title}
        onValue={(title) => change({ title })}
        maxLength={120}
        error={fault('title')}
      />
      <div class={css.row}>
        <Field
          label={t('lessons.day')}
          type="date"
          value={draft.day}
          onValue={(day) => kept.keep(moved(draft, { day }))}
          error={fault('day', 'starts_at')}
        />
        <Field
          label={t('lessons.time')}
          type="time"
          value={draft.time}
          onValue={(time) => kept.keep(moved(draft, { time }))}
        />
        <Field
          label={t('lessons.length')}
          type="number"
          min={1}
          max={MINUTES_MAX}
          value={draft.minutes}
          onValue={(minutes) => change({ minutes })}
          error={
            wrong.has('minutes') ? t('lessons.length_bounds', { max: MINUTES_MAX }) : said.minutes
          }
        />
      </div>
      <AudienceRows
        schools={places.data?.schools ?? []}
        own={school}
        draft={draft}
        teachers={teachers}
        said={said}
        fault={wrong.has('audience') ? t('lessons.need_class') : said.audience}
        onRows={(audience) => change({ audience })}
      />
      {myself.length && !teacherFault ? (
        <details class={`${form.more} ${form.teachers}`}>
          <summary>{t('lessons.more_of_lesson')}</summary>
          <TeacherRows
            known={own}
            ids={draft.teachers ?? myself}
            onIds={(ids) => change({ teachers: ids })}
          />
        </details>
      ) : (
        <TeacherRows
          known={own}
          ids={draft.teachers ?? myself}
          error={teacherFault && said[teacherFault]}
          onIds={(ids) => change({ teachers: ids })}
        />
      )}
      {clashes ? <Clash onGoOn={() => void submit(false)} /> : <Failure of={failure} />}
      <div class={css.actions}>
        <Button type="submit" look="primary" busy={isBusy}>
          {id ? t('core.save') : t('lessons.create')}
        </Button>
        {id && <RemoveLesson id={id} title={draft.title} onRemoved={kept.forget} />}
      </div>
    </form>
  );
}

/** Two lessons at a time may be meant, as when a class is shared out. */
function Clash({ onGoOn }: { onGoOn: () => void }) {
  const anyway = (
    <Button size="small" onClick={onGoOn}>
      {t('lessons.plan_anyway')}
    </Button>
  );
  return (
    <Banner tone="warn" action={anyway}>
      {codeText('lesson.clashes')}
    </Banner>
  );
}

/** What there is to choose from did not come. */
function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const again = (
    <Button size="small" onClick={onRetry}>
      {t('core.retry')}
    </Button>
  );
  return (
    <Banner tone="mark" action={again}>
      {problemText(error)}
    </Banner>
  );
}
