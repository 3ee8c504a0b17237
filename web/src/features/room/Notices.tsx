import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import type { RoomStore } from './store.ts';
import { missing } from './use_later.ts';

const REASONS = ['server.stopping', 'session.check', 'room.moved', 'client.too_slow'] as const;
type ByeName = 'server_stopping' | 'session_check' | 'room_moved' | 'client_too_slow';

/** What is wrong at the moment between this page and the server. */
export function Notices({ store }: { store: RoomStore }) {
  const link = store.link.value;
  const { isDurable } = store.model.value;
  const reason = link.state === 'offline' ? REASONS.find((one) => one === link.code) : undefined;
  return (
    <>
      {link.state === 'offline' && (
        <Banner
          tone="warn"
          action={
            <Button size="small" onClick={() => store.enterAgain()}>
              {t('room.retry_now')}
            </Button>
          }
        >
          {reason && `${t(`room.bye_${reason.replace('.', '_') as ByeName}`)} `}
          {t('room.reconnecting')}
        </Banner>
      )}
      {link.state === 'signed_out' && (
        <Banner
          tone="warn"
          action={
            <Button size="small" onClick={() => void store.signInAgain()}>
              {t('core.sign_in')}
            </Button>
          }
        >
          {t('room.signed_out')}
        </Banner>
      )}
      {missing.value > 0 && link.state === 'online' && (
        <Banner
          tone="warn"
          action={
            <Button size="small" onClick={() => location.reload()}>
              {t('core.reload')}
            </Button>
          }
        >
          {t('core.page_failed')}
        </Banner>
      )}
      {!isDurable && <Banner tone="warn">{t('room.not_durable')}</Banner>}
      {store.waiting.value > 0 && link.state !== 'online' && (
        <Banner tone="info">{t('room.waiting_to_send', { count: store.waiting.value })}</Banner>
      )}
    </>
  );
}
