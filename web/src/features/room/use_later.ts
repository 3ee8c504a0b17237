import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';

/** A part of the room that is fetched once the room itself is there. */
export function useLater<T>(fetchPart: () => Promise<T>): T | undefined {
  const [part, setPart] = useState<{ part: T }>();
  useEffect(() => {
    fetchPart().then(
      (part) => setPart({ part }),
      () => toast(t('core.page_failed')),
    );
  }, []);
  return part?.part;
}
