import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { Action } from '../room/wire.ts';
import css from './classes.module.css';
import { clockText, cursorAt, ownCursor } from './now.ts';
import type { ClassesRoom } from './room.ts';
import { say } from './say.ts';
import { useTick } from './use_tick.ts';

/** Stops one's own class where it is, lets it catch up, or takes it to where the lesson is. */
export function HoldKeys({ room, size }: { room: ClassesRoom; size?: 'large' }) {
  useTick(500);
  const { isBusy, attempt } = useAttempt();
  const cursor = ownCursor(room.model.value);
  const now = room.nowMs() ?? 0;
  const ask = (action: Action) => () => void attempt(() => say(room, action));
  const look = size ? { size } : {};
  if (!cursor) {
    return (
      <div class={css.keys}>
        <Button {...look} busy={isBusy} onClick={ask({ type: 'hold_class' })}>
          {t('classes.hold')}
        </Button>
      </div>
    );
  }
  const isHeld = cursor.percent === 0;
  const behind = clockText(now - cursorAt(cursor, now));
  return (
    <div class={css.keys}>
      <span class={css.behind} data-held={isHeld || undefined}>
        {t(isHeld ? 'classes.is_held' : 'classes.is_catching_up', { time: behind })}
      </span>
      {isHeld ? (
        <Button {...look} look="primary" busy={isBusy} onClick={ask({ type: 'catch_up' })}>
          {t('classes.catch_up')}
        </Button>
      ) : (
        <Button {...look} busy={isBusy} onClick={ask({ type: 'hold_class' })}>
          {t('classes.hold_again')}
        </Button>
      )}
      <Button {...look} busy={isBusy} onClick={ask({ type: 'go_live' })}>
        {t('classes.go_live')}
      </Button>
    </div>
  );
}
