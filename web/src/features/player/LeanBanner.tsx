import { useEffect, useState } from 'preact/hooks';
import { loadTexts, t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';

/** Says that the picture is left out by one's own wish, and brings it back. */
export function LeanBanner({ onRestore }: { onRestore: () => void }) {
  const [isThere, setThere] = useState(false);
  useEffect(() => {
    loadTexts('lean').then(
      () => setThere(true),
      () => {
        // Without its words, which are fetched like a page, the key in the bar still shows it.
      },
    );
  }, []);
  if (!isThere) return null;
  return (
    <Banner
      tone="info"
      action={
        <Button size="small" onClick={onRestore}>
          {t('lean.restore')}
        </Button>
      }
    >
      {t('lean.lean_wished')}
    </Banner>
  );
}
