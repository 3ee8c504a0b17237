import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { classNames } from '~/lib/lesson.ts';
import { dayAndTime, startOfDay } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './editions.module.css';
import { isRecorded } from './form.ts';

/** Lessons offered at once; who plans more finds the edition on the lesson's prepare page too. */
const LESSONS_MAX = 50;

interface UseProps {
  edition: string;
  title: string;
  /** Whether a change of it is still to be saved. */
  isUnsaved?: boolean;
  size?: 'small';
}

/** Leads from an edition to a lesson that plays it. */
export function UseInLesson({ edition, title, isUnsaved = false, size }: UseProps) {
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <Button
        {...(size && { size })}
        disabled={isUnsaved}
        aria-label={t('editions.use_of', { title })}
        onClick={() => setAsking(true)}
      >
        {t('editions.use')}
      </Button>
      {isAsking && <Lessons edition={edition} onClose={() => setAsking(false)} />}
    </>
  );
}

function Lessons({ edition, onClose }: { edition: string; onClose: () => void }) {
  const [, go] = useLocation();
  const queries = useQueryClient();
  const { isBusy, failure, attempt } = useAttempt();
  const planned = useQuery({
    queryKey: ['lessons', 'for_edition'],
    queryFn: () => {
      const from = startOfDay(new Date()).toISOString();
      return call('GET /api/lessons', { query: { state: 'planned', from, limit: LESSONS_MAX } });
    },
  });
  const own = planned.data?.items.filter((one) => one.my_role === 'staff') ?? [];
  const use = ({ id }: Lesson) =>
    attempt(async () => {
      await call('PUT /api/lessons/{id}/edition', { path: { id }, body: { edition } });
      await queries.invalidateQueries();
      go(`/lessons/${id}/prepare`);
    });
  return (
    <Dialog title={t('editions.use')} onClose={onClose}>
      <p class={css.where}>{t('editions.use_text')}</p>
      {planned.isPending && <Skeleton rows={2} />}
      {planned.isError && (
        <ErrorState error={planned.error} onRetry={() => void planned.refetch()} />
      )}
      {planned.isSuccess && own.length === 0 && <p>{t('editions.use_none')}</p>}
      {own.length > 0 && (
        <ul class={page.list}>
          {own.map((one) => (
            <li key={one.id} class={page.item}>
              <div class={page.grow}>
                <p class={page.name}>{one.title}</p>
                <p class={page.soft}>
                  {dayAndTime(one.starts_at)} · {classNames(one)}
                </p>
                {isRecorded(one) && <p class={page.soft}>{t('editions.use_instead')}</p>}
              </div>
              <Button
                size="small"
                busy={isBusy}
                aria-label={t('editions.use_in', { title: one.title })}
                onClick={() => void use(one)}
              >
                {t('editions.attach_it')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Failure of={failure} />
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <ButtonLink href={`/lessons/new?edition=${edition}`} look="primary">
          {t('editions.use_new')}
        </ButtonLink>
      </DialogActions>
    </Dialog>
  );
}
