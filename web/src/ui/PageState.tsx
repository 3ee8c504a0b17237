import { useEffect } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { announce } from './announce.ts';
import { Button } from './Button.tsx';
import { Skeleton } from './bits.tsx';
import css from './PageState.module.css';

/** A page that is there sooner says itself what it is. */
const LONG_MS = 1000;

/** What stands where a page is coming: rows for a page, a dark stage for a room. */
export function PageLoading({ isRoom = false }: { isRoom?: boolean }) {
  useEffect(() => {
    const timer = setTimeout(() => announce(t('core.loading')), LONG_MS);
    return () => clearTimeout(timer);
  }, []);
  if (isRoom) {
    return (
      <div class={css.room} data-theme="room">
        <div class={css.bar} />
        <div class={css.stage}>{t('core.loading')}</div>
      </div>
    );
  }
  return (
    <div class={css.page}>
      <p class="visually-hidden">{t('core.loading')}</p>
      <Skeleton rows={4} height={88} />
    </div>
  );
}

/** A page whose file did not arrive, or that broke on the way. It stands alone, and interrupts. */
export function PageFailed({ isBroken = false }: { isBroken?: boolean }) {
  return (
    <div class={css.failed} role="alert">
      <img src="/icon.svg" width="56" height="56" alt="" />
      <h1 tabIndex={-1}>{t(isBroken ? 'core.page_broken' : 'core.page_failed')}</h1>
      <p>{t(isBroken ? 'core.page_broken_text' : 'core.page_failed_text')}</p>
      <Button look="primary" onClick={() => location.reload()}>
        {t(isBroken ? 'core.reload' : 'core.retry')}
      </Button>
    </div>
  );
}
