import { useInfiniteQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { call } from '~/api/call.ts';
import type { EditionSummary } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { More } from '~/ui/More.tsx';
import page from '~/ui/Page.module.css';
import { UseInLesson } from './UseInLesson.tsx';
import { creditText } from './words.ts';

/** One's own editions, newest first. */
export function Editions(_: { params: Record<string, string> }) {
  usePage(t('editions.title'));
  const queries = useQueryClient();
  const [removing, setRemoving] = useState<EditionSummary | null>(null);
  const list = useInfiniteQuery({
    queryKey: ['editions'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/editions', { query: pageParam ? { cursor: pageParam } : {} }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const items = list.data?.pages.flatMap((one) => one.items) ?? [];
  return (
    <>
      <div class={page.head}>
        <h1>{t('editions.title')}</h1>
      </div>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={3} />}
      {list.isSuccess && !items.length && (
        <EmptyState drawing="board" title={t('editions.empty')} text={t('editions.empty_text')}>
          <ButtonLink href="/lessons?state=closed" look="primary">
            {t('editions.to_lessons')}
          </ButtonLink>
        </EmptyState>
      )}
      {items.length > 0 && (
        <ul class={page.list}>
          {items.map((one) => (
            <li key={one.id} class={page.item}>
              <div class={page.grow}>
                <p class={page.name}>
                  <Link href={`/editions/${one.id}`}>{one.title}</Link>
                </p>
                <p class={page.soft}>{creditText(one.credit)}</p>
                <p class={page.soft}>
                  {t('editions.parts_of', { count: one.parts, length: clockText(one.length_ms) })} ·{' '}
                  {t('editions.changed_at', { time: dayAndTime(one.changed_at) })}
                </p>
              </div>
              <UseInLesson edition={one.id} title={one.title} size="small" />
              <Button
                size="small"
                look="quiet"
                aria-label={t('editions.remove_of', { title: one.title })}
                onClick={() => setRemoving(one)}
              >
                {t('editions.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <More list={list} />
      {removing && (
        <Confirm
          title={t('editions.remove')}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await call('DELETE /api/editions/{id}', { path: { id: removing.id } });
            await queries.invalidateQueries({ queryKey: ['editions'] });
          }}
        >
          {t('editions.remove_sure', { title: removing.title })}
        </Confirm>
      )}
    </>
  );
}
