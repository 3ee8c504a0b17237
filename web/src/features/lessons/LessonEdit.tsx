import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { useDraft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';
import { draftOf, emptyDraft, type LessonDraft, lessonShape } from './draft.ts';
import { LessonForm } from './LessonForm.tsx';

/** Creates a lesson, or changes one that has not begun. The draft outlives a lost page. */
export function LessonEdit({ params }: { params: Record<string, string> }) {
  const id = params.id;
  usePage(id ? t('lessons.edit_title') : t('lessons.new'));
  const [search] = useSearchParams();
  const course = search.get('course');
  const now = new Date();
  const start = id ? null : emptyDraft(now, course ?? '');
  const kept = useDraft<LessonDraft | null>(`lesson.${id ?? 'new'}`, start, lessonShape(now));
  const [error, setError] = useState<unknown>(null);
  const draft = kept.value;
  useEffect(() => {
    if (!id || draft) return;
    call('GET /api/lessons/{id}', { path: { id } }).then((l) => kept.begin(draftOf(l)), setError);
  }, [id, draft]);
  // Who comes from a course wants the lesson there, whatever else was typed before.
  useEffect(() => {
    if (draft && course && draft.course !== course) kept.keep({ ...draft, course });
  }, [course]);
  if (!draft) return error ? <ErrorState error={error} /> : <Skeleton rows={5} />;
  return (
    <>
      <div class={css.head}>
        <h1>{id ? t('lessons.edit_title') : t('lessons.new')}</h1>
      </div>
      <LessonForm id={id} kept={{ ...kept, value: draft }} />
    </>
  );
}
