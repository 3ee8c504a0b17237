import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Check, Download } from '~/ui/icons.tsx';
import { KeepDialog } from './KeepDialog.tsx';
import css from './kept.module.css';
import { canKeep, keptOf } from './kept.ts';

/** In a replay: keeps the lesson on this device, or leads to where it is kept. */
export function KeepButton({ lesson }: { lesson: string }) {
  const [isKept, setKept] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    keptOf(lesson).then((row) => setKept(Boolean(row?.isWhole)));
  }, [lesson]);
  if (!canKeep()) return null;
  if (isKept) {
    return (
      <ButtonLink href="/kept" size="small" look="quiet">
        <Check size={18} /> <span class={css.word}>{t('kept.is_kept')}</span>
        <span class="visually-hidden">{t('kept.title')}</span>
      </ButtonLink>
    );
  }
  return (
    <>
      <Button
        size="small"
        look="quiet"
        title={t('kept.keep')}
        aria-label={t('kept.keep')}
        onClick={() => setOpen(true)}
      >
        <Download size={18} /> <span class={css.word}>{t('kept.keep')}</span>
      </Button>
      {isOpen && (
        <KeepDialog
          lesson={lesson}
          onClose={() => setOpen(false)}
          onKept={() => {
            setOpen(false);
            setKept(true);
          }}
        />
      )}
    </>
  );
}
