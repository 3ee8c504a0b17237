import { t } from '~/lib/i18n.ts';
import { useSaid } from './announce.ts';

interface Found {
  /** Null while nothing is looked for, or it is not known yet. */
  count: number | null;
  /** Whether there is more than was fetched. */
  hasMore?: boolean;
}

/** Tells how much a search has found; those who see the page see it. */
export function useFound({ count, hasMore }: Found): void {
  useSaid(count === null ? null : t(hasMore ? 'core.found_more' : 'core.found', { count }));
}
