import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Told } from '~/ui/Live.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { Saving } from './use_autosave.ts';

interface SavedProps {
  saving: Saving;
  onRetry: () => Promise<void>;
  onTheirs: () => Promise<void>;
  onMine: () => Promise<void>;
}

/** How the saving stands, and what to do when it does not go on by itself. */
export function Saved({ saving, onRetry, onTheirs, onMine }: SavedProps) {
  const { isBusy, failure, attempt } = useAttempt();
  if (saving.state === 'conflict') {
    return (
      <>
        <Banner
          tone="warn"
          action={
            <span class={page.actions}>
              <Button size="small" busy={isBusy} onClick={() => void attempt(onTheirs)}>
                {t('editions.take_theirs')}
              </Button>
              <Button size="small" busy={isBusy} onClick={() => void attempt(onMine)}>
                {t('editions.keep_mine')}
              </Button>
            </span>
          }
        >
          {t('editions.conflict')}
        </Banner>
        <Failure of={failure} />
      </>
    );
  }
  if (saving.state === 'failed') {
    return (
      <Banner
        tone="mark"
        action={
          <Button size="small" onClick={() => void onRetry()}>
            {t('core.retry')}
          </Button>
        }
      >
        {t('editions.not_saved')} {problemText(saving.error)}
      </Banner>
    );
  }
  if (saving.state === 'saved') return <Told class={page.soft}>{t('editions.saved')}</Told>;
  return <p class={page.soft}>{t('editions.saving')}</p>;
}
