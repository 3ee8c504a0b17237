import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { EmptyState } from '~/ui/EmptyState.tsx';

export function NotFound() {
  usePage(t('core.not_found'));
  return (
    <EmptyState isPage drawing="desk" title={t('core.not_found')} text={t('core.not_found_text')}>
      <ButtonLink href="/today" look="primary">
        {t('core.today')}
      </ButtonLink>
    </EmptyState>
  );
}
