import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import { stemOf } from './RunningQuestion.tsx';
import type { RoomStore } from './store.ts';
import css from './teacher.module.css';

/** Ends the lesson; results that the class was not told can be published with it. */
export function EndLesson({ store, onClose }: { store: RoomStore; onClose: () => void }) {
  const { isBusy, failure, attempt } = useAttempt();
  // What is published on the way out does not change the dialog under the hand.
  const [untold] = useState(() => store.model.peek().activities.filter((one) => !one.is_shown));
  const open = untold.filter((one) => one.is_open).length;
  const end = async (publishes: boolean) => {
    const isDone = await attempt(async () => {
      if (publishes) await publishAll(store);
      await call('POST /api/lessons/{id}/closing', { path: { id: store.lesson.id } });
    });
    if (isDone) onClose();
  };
  return (
    <Dialog title={t('room.end_lesson')} onClose={onClose}>
      <p>{t('room.end_text')}</p>
      {untold.length > 0 && (
        <div class={css.untold}>
          <p>
            {t('room.end_untold', { count: untold.length })}
            {open > 0 && t('room.end_still_open', { count: open })}
          </p>
          <ul>
            {untold.map((one) => (
              <li key={one.activity}>{stemOf(one)}</li>
            ))}
          </ul>
        </div>
      )}
      <Failure of={failure} />
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        {untold.length > 0 && (
          <Button look="primary" busy={isBusy} onClick={() => void end(true)}>
            {t('room.end_and_publish')}
          </Button>
        )}
        <Button look="mark" busy={isBusy} onClick={() => void end(false)}>
          {t('room.end_lesson')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** One after another: a second try goes on where the first one stopped. */
async function publishAll(store: RoomStore): Promise<void> {
  const { activities } = store.model.peek();
  for (const { activity, kind } of activities.filter((one) => !one.is_shown)) {
    await store.ask({ type: kind === 'poll' ? 'show_poll' : 'show_quiz', activity });
  }
}
