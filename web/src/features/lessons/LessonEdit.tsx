import { useEffect, useState } from 'preact/hooks';
import { useSearchParams } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { recall, remember } from '~/lib/settings.ts';
import { Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';
import { draftOf, emptyDraft, type LessonDraft } from './draft.ts';
import { LessonForm } from './LessonForm.tsx';

/** Creates a lesson, or changes one that has not begun. The draft outlives a lost page. */
export function LessonEdit({ params }: { params: Record<string, string> }) {
  const id = params.id;
  usePage(id ? t('lessons.edit_title') : t('lessons.new'));
  const [search] = useSearchParams();
  const kept = `draft.lesson.${id ?? 'new'}`;
  const [draft, setDraft] = useState<LessonDraft | null>(() => {
    const course = search.get('course');
    const stored = recall(kept);
    if (stored) return { ...(JSON.parse(stored) as LessonDraft), ...(course && { course }) };
    return id ? null : emptyDraft(new Date(), course ?? '');
  });
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!id || draft) return;
    call('GET /api/lessons/{id}', { path: { id } }).then((l) => setDraft(draftOf(l)), setError);
  }, [id, draft]);
  if (!draft) return error ? <ErrorState error={error} /> : <Skeleton rows={5} />;
  const change = (next: LessonDraft) => {
    setDraft(next);
    remember(kept, JSON.stringify(next));
  };
  return (
    <>
      <div class={css.head}>
        <h1>{id ? t('lessons.edit_title') : t('lessons.new')}</h1>
      </div>
      <LessonForm id={id} draft={draft} draftKey={kept} onDraft={change} />
    </>
  );
}
