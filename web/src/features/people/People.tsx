import { useInfiniteQuery, useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { isAdministrator, me } from '~/lib/session.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Avatar, Banner, Skeleton } from '~/ui/bits.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Field } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';

/** A school's people, found by name. */
export function People(_: { params: Record<string, string> }) {
  usePage(t('people.title'));
  const [q, setQ] = useState('');
  const [secret, setSecret] = useState('');
  const [failure, setFailure] = useState<unknown>(null);
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  const school = places.data?.schools[0]?.id ?? '';
  const people = useInfiniteQuery({
    queryKey: ['people', school, q],
    enabled: Boolean(school),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/schools/{school}/people', {
        path: { school },
        query: { q, cursor: pageParam, limit: 50 },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const isAdmin = Boolean(me.value && isAdministrator(me.value));
  const reset = async (person: string) => {
    setFailure(null);
    try {
      const path = { person };
      setSecret((await call('POST /api/people/{person}/password', { path })).password);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <>
      <div class={css.head}>
        <h1>{t('people.title')}</h1>
        <Field label={t('people.search')} type="search" value={q} onValue={setQ} />
        {isAdmin && <ButtonLink href="/people/import">{t('people.import')}</ButtonLink>}
      </div>
      {Boolean(failure) && <Banner tone="mark">{problemText(failure)}</Banner>}
      {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
      {people.isPending && <Skeleton rows={6} />}
      {people.isSuccess && !items.length && (
        <EmptyState drawing="people" title={t('people.empty')} />
      )}
      <ul class={css.list}>
        {items.map((one) => (
          <li key={one.id} class={css.item}>
            <Avatar name={one.display_name} />
            <div class={css.grow}>
              <p class={css.name}>{one.display_name}</p>
              <p class={css.soft}>{[one.name, one.class?.name].filter(Boolean).join(' · ')}</p>
            </div>
            {isAdmin && (
              <Button size="small" onClick={() => reset(one.id)}>
                {t('people.reset')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {people.hasNextPage && (
        <Button onClick={() => void people.fetchNextPage()}>{t('core.more')}</Button>
      )}
      {secret && (
        <Dialog title={t('people.reset')} onClose={() => setSecret('')}>
          <CopyField label={t('people.new_password')} value={secret} />
        </Dialog>
      )}
    </>
  );
}
