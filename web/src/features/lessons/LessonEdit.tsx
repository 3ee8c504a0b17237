import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { fieldTexts, problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { recall, remember } from '~/lib/settings.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { AudienceRows } from './AudienceRows.tsx';
import { bodyOf, draftOf, emptyDraft, faults, type LessonDraft, NEW_COURSE } from './draft.ts';
import { RemoveLesson } from './RemoveLesson.tsx';

/** Creates a lesson, or changes one that has not begun. The draft outlives a lost page. */
export function LessonEdit({ params }: { params: Record<string, string> }) {
  const id = params.id;
  usePage(id ? t('lessons.edit_title') : t('lessons.new'));
  const [, go] = useLocation();
  const queries = useQueryClient();
  const kept = `draft.lesson.${id ?? 'new'}`;
  const [draft, setDraft] = useState<LessonDraft | null>(() => {
    const stored = recall(kept);
    if (stored) return JSON.parse(stored) as LessonDraft;
    return id ? null : emptyDraft(new Date());
  });
  const [error, setError] = useState<unknown>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const courses = useQuery({ queryKey: ['courses'], queryFn: () => call('GET /api/courses') });
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  useEffect(() => {
    if (!id || draft) return;
    call('GET /api/lessons/{id}', { path: { id } }).then((l) => setDraft(draftOf(l)), setError);
  }, [id, draft]);
  if (!draft) return error ? <ErrorState error={error} /> : <Skeleton rows={5} />;

  const change = (part: Partial<LessonDraft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    remember(kept, JSON.stringify(next));
  };
  const wrong = isTried ? faults(draft) : new Set<keyof LessonDraft>();
  const said = fieldTexts(error);
  const fault = (field: keyof LessonDraft, sent: string = field) =>
    wrong.has(field) ? t('problems.required') : said[sent];
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (faults(draft).size) return;
    setBusy(true);
    try {
      let course = draft.course;
      if (course === NEW_COURSE) {
        const school = places.data?.schools[0]?.id ?? '';
        course = (
          await call('POST /api/courses', { body: { title: draft.courseTitle.trim(), school } })
        ).id;
        change({ course, courseTitle: '' });
      }
      const body = bodyOf(draft, course);
      const lesson = id
        ? await call('PATCH /api/lessons/{id}', { path: { id }, body })
        : await call('POST /api/lessons', { body });
      remember(kept, null);
      await queries.invalidateQueries();
      go(`/lessons/${lesson.id}/prepare`);
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
  };
  const courseOptions = [
    { value: '', text: t('core.choose') },
    ...(courses.data?.items ?? []).map((one) => ({ value: one.id, text: one.title })),
    { value: NEW_COURSE, text: t('lessons.course_new') },
  ];
  return (
    <>
      <div class={css.head}>
        <h1>{id ? t('lessons.edit_title') : t('lessons.new')}</h1>
      </div>
      <form class={css.form} onSubmit={submit} noValidate>
        <Select
          label={t('lessons.course')}
          value={draft.course}
          onValue={(course) => change({ course })}
          options={courseOptions}
          error={fault('course')}
        />
        {draft.course === NEW_COURSE && (
          <Field
            label={t('lessons.course_title')}
            value={draft.courseTitle}
            onValue={(courseTitle) => change({ courseTitle })}
            error={fault('courseTitle')}
          />
        )}
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
            onValue={(day) => change({ day })}
            error={fault('day', 'starts_at')}
          />
          <Field
            label={t('lessons.time')}
            type="time"
            value={draft.time}
            onValue={(time) => change({ time })}
          />
          <Field
            label={t('lessons.length')}
            type="number"
            min={1}
            max={600}
            value={draft.minutes}
            onValue={(minutes) => change({ minutes })}
            error={fault('minutes')}
          />
        </div>
        <AudienceRows
          schools={places.data?.schools ?? []}
          rows={draft.audience}
          onRows={(audience) => change({ audience })}
        />
        {(wrong.has('audience') || said.audience) && (
          <Banner tone="mark">{said.audience ?? t('lessons.need_class')}</Banner>
        )}
        {Boolean(error) && <Banner tone="mark">{problemText(error)}</Banner>}
        <div class={css.actions}>
          <Button type="submit" look="primary" busy={isBusy}>
            {id ? t('core.save') : t('lessons.create')}
          </Button>
          {id && <RemoveLesson id={id} title={draft.title} draftKey={kept} />}
        </div>
      </form>
    </>
  );
}
