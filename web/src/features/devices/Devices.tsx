import { useMutation, useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { me } from '~/lib/session.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Chip, Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { removeAll } from '../kept/kept.ts';
import { ChangePassword } from './ChangePassword.tsx';
import { deviceName } from './device_name.ts';

export function Devices(_: { params: Record<string, string> }) {
  usePage(t('devices.account'));
  const [, go] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const queries = useQueryClient();
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => call('GET /api/sessions') });
  const end = useMutation({
    mutationFn: (id: string) => call('DELETE /api/sessions/{id}', { path: { id } }),
    onSuccess: () => {
      toast(t('devices.ended'));
      return queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const endAll = async () => {
    await call('DELETE /api/sessions');
    await removeAll().catch(() => {});
    me.value = null;
    go('/sign-in');
  };
  return (
    <>
      <div class={css.head}>
        <h1>{t('devices.account')}</h1>
      </div>
      <section class={css.group}>
        <h2>{t('devices.password')}</h2>
        <p class={css.sub}>{t('devices.password_text')}</p>
        <div class={css.gap}>
          <ChangePassword
            onChanged={() => void queries.invalidateQueries({ queryKey: ['sessions'] })}
          />
        </div>
      </section>
      <section class={css.group}>
        <h2>{t('devices.title')}</h2>
        <p class={`${css.sub} ${css.gap}`}>{t('devices.text')}</p>
        <Failure of={end.error} />
        {sessions.isPending && <Skeleton rows={2} />}
        {sessions.isError && (
          <ErrorState error={sessions.error} onRetry={() => void sessions.refetch()} />
        )}
        <ul class={css.list}>
          {sessions.data?.items.map((one) => (
            <li key={one.id} class={css.item}>
              <div class={css.grow}>
                <p class={css.name}>{deviceName(one.user_agent)}</p>
                <p class={css.soft}>
                  {t('devices.last_seen', { time: dayAndTime(one.last_seen_at) })}
                </p>
              </div>
              {one.is_current ? (
                <Chip tone="action">{t('devices.this')}</Chip>
              ) : (
                <Button size="small" onClick={() => end.mutate(one.id)}>
                  {t('devices.end')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        <p class={css.gap}>
          <Button look="danger" onClick={() => setAsking(true)}>
            {t('devices.end_all')}
          </Button>
        </p>
      </section>
      {isAsking && (
        <Confirm title={t('devices.end_all')} onConfirm={endAll} onClose={() => setAsking(false)}>
          {t('devices.end_all_text')}
        </Confirm>
      )}
    </>
  );
}
