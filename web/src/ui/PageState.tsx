import { t } from '~/lib/i18n.ts';
import { Button } from './Button.tsx';
import { Skeleton } from './bits.tsx';

export function PageLoading() {
  return (
    <div style={{ padding: '24px', maxWidth: '960px', margin: '0 auto' }}>
      <p class="visually-hidden" role="status">
        {t('core.loading')}
      </p>
      <Skeleton rows={4} />
    </div>
  );
}

/** A page whose file did not arrive. */
export function PageFailed() {
  return (
    <div style={{ padding: '64px 24px', textAlign: 'center' }} role="alert">
      <h1 tabIndex={-1}>{t('core.page_failed')}</h1>
      <p style={{ margin: '16px 0' }}>{t('core.page_failed_text')}</p>
      <Button look="primary" onClick={() => location.reload()}>
        {t('core.retry')}
      </Button>
    </div>
  );
}
