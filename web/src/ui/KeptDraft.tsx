import { t } from '~/lib/i18n.ts';
import { Button } from './Button.tsx';
import { Banner } from './bits.tsx';

/** Says that a form holds what was typed at an earlier time, with a way to begin anew. */
export function KeptDraft({ of }: { of: { isOld: boolean; discard(): void } }) {
  if (!of.isOld) return null;
  const discard = (event: Event) => {
    const around = (event.currentTarget as Element).closest('form');
    of.discard();
    // The button goes away; the focus must not go with it.
    around?.querySelector<HTMLElement>('input, select, textarea')?.focus();
  };
  return (
    <Banner
      tone="info"
      action={
        <Button size="small" look="quiet" onClick={discard}>
          {t('core.discard_draft')}
        </Button>
      }
    >
      {t('core.draft_kept')}
    </Banner>
  );
}
