import { useEffect } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import type { LateAnswer, Note } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import { updateKept } from '../kept/kept.ts';
import { type Loaded, leaveIfRefused } from './load.ts';

/** What this device keeps of a lesson learns what the server says of it, and goes if it says so. */
export function useKeptCurrent(
  { lesson, here }: Loaded,
  late: readonly LateAnswer[],
  notes: readonly Note[],
): void {
  const [, go] = useLocation();
  useEffect(() => {
    const opened_at = new Date().toISOString();
    if (here) void updateKept(lesson.id, { late: [...late], notes: [...notes], opened_at });
  }, [late, notes]);
  useEffect(() => {
    if (!here) return;
    leaveIfRefused(lesson.id).then((isGone) => {
      if (!isGone) return;
      toast(t('kept.no_longer'));
      go('/kept');
    });
  }, []);
}
