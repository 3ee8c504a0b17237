import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { toast } from '~/ui/Toast.tsx';

/** Makes an edition of this lesson, and leads to it. */
export function CutButton({ lesson }: { lesson: Lesson }) {
  const [, go] = useLocation();
  const [isBusy, setBusy] = useState(false);
  const make = async () => {
    setBusy(true);
    try {
      const body = { source: lesson.id, title: null };
      const made = await call('POST /api/editions', { body });
      go(`/editions/${made.id}`);
    } catch (error) {
      toast(problemText(error));
      setBusy(false);
    }
  };
  return (
    <Button size="small" busy={isBusy} onClick={() => void make()}>
      {t('replay.cut')}
    </Button>
  );
}
