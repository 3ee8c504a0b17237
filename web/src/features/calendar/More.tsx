import { Button } from '~/ui/Button.tsx';
import css from '~/ui/Page.module.css';
import type { Side } from './use_lessons.ts';

/** The next page of one side. */
export function More({ side, text }: { side: Side; text: string }) {
  if (!side.hasNextPage) return null;
  return (
    <p class={css.group}>
      <Button busy={side.isFetchingNextPage} onClick={() => void side.fetchNextPage()}>
        {text}
      </Button>
    </p>
  );
}
