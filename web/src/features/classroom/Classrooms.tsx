import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Classroom } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { Pair } from './Pair.tsx';

/** The big screens of one's schools: pairing them, and taking them away. */
export function Classrooms(_: { params: Record<string, string> }) {
  usePage(t('classes.title'));
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  const schools = (places.data?.schools ?? []).filter((one) => one.classes.length > 0);
  return (
    <>
      <div class={css.head}>
        <div>
          <h1>{t('classes.title')}</h1>
          <p class={css.sub}>{t('classes.list_text')}</p>
        </div>
      </div>
      {places.isPending && <Skeleton rows={2} />}
      {places.isError && <ErrorState error={places.error} onRetry={() => void places.refetch()} />}
      {schools.length > 0 && (
        <section class={css.group}>
          <h2>{t('classes.pair_new')}</h2>
          <p class={`${css.sub} ${css.gap}`}>
            {t('classes.how', { address: `${location.host}/classroom` })}
          </p>
          <Pair schools={schools} />
        </section>
      )}
      {schools.map((school) => (
        <List key={school.id} school={school.id} name={school.name} />
      ))}
    </>
  );
}

function List({ school, name }: { school: string; name: string }) {
  const [ending, setEnding] = useState<Classroom | null>(null);
  const queries = useQueryClient();
  const queryKey = ['classrooms', school];
  const path = { school };
  const found = useQuery({
    queryKey,
    queryFn: () => call('GET /api/schools/{school}/classrooms', { path }),
  });
  const end = useMutation({
    mutationFn: (id: string) =>
      call('DELETE /api/schools/{school}/classrooms/{id}', { path: { school, id } }),
    onSuccess: () => {
      toast(t('classes.ended'));
      return queries.invalidateQueries({ queryKey });
    },
  });
  return (
    <section class={css.group}>
      <h2>{name}</h2>
      {found.isPending && <Skeleton rows={1} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.data?.length === 0 && <p class={css.sub}>{t('classes.none_text')}</p>}
      {found.data && found.data.length > 0 && (
        <ul class={css.list}>
          {found.data.map((one) => (
            <li key={one.id} class={css.item}>
              <div class={css.grow}>
                <p class={css.name}>
                  {one.name} · {one.class.name}
                </p>
                <p class={css.soft}>
                  {one.last_seen_at
                    ? t('classes.seen', { time: dayAndTime(one.last_seen_at) })
                    : t('classes.not_seen')}{' '}
                  {t('classes.paired_by', {
                    name: one.paired_by,
                    time: dayAndTime(one.paired_at),
                  })}
                </p>
              </div>
              <Button size="small" onClick={() => setEnding(one)}>
                {t('classes.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {ending && (
        <Confirm
          title={t('classes.end_title')}
          onConfirm={() => end.mutateAsync(ending.id)}
          onClose={() => setEnding(null)}
        >
          {t('classes.end_text')}
        </Confirm>
      )}
    </section>
  );
}
