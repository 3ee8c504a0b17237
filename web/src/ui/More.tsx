import { t } from '~/lib/i18n.ts';
import { Button } from './Button.tsx';
import css from './Page.module.css';

interface MoreProps {
  /** A list that comes page by page. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> };
  /** What comes next; just more, where it says nothing. */
  text?: string;
}

/** The next page of a list. */
export function More({ list, text }: MoreProps) {
  if (!list.hasNextPage) return null;
  return (
    <p class={css.group}>
      <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {text ?? t('core.more')}
      </Button>
    </p>
  );
}
