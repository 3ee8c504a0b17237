import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { ChoiceRow } from '~/ui/Field.tsx';
import type { RoomStore } from './store.ts';

/** How long a learner waits between two comments, in seconds. */
const PACES = [0, 5, 10, 30];

/** What the class may say, and how often. Each choice holds at once. */
export function DanmakuRules({ store, onClose }: { store: RoomStore; onClose: () => void }) {
  const { danmaku, people } = store.model.value;
  const { on, slow_ms } = danmaku;
  const muted = people.filter((row) => row.muted);
  return (
    <Dialog title={t('room.danmaku_rules')} onClose={onClose}>
      <ChoiceRow
        type="checkbox"
        text={t('room.danmaku_allowed')}
        hint={t('room.danmaku_allowed_hint')}
        checked={on}
        onChecked={(next) => store.send({ type: 'set_danmaku', on: next, slow_ms })}
      />
      <fieldset disabled={!on}>
        <legend>{t('room.pace')}</legend>
        {PACES.map((seconds) => (
          <ChoiceRow
            key={seconds}
            type="radio"
            name="pace"
            text={seconds === 0 ? t('room.pace_free') : t('room.pace_slow', { count: seconds })}
            checked={slow_ms === seconds * 1000}
            disabled={!on}
            onChecked={() => store.send({ type: 'set_danmaku', on, slow_ms: seconds * 1000 })}
          />
        ))}
      </fieldset>
      {muted.length > 0 && (
        <section>
          <h3>{t('room.muted_people', { count: muted.length })}</h3>
          {muted.map((row) => (
            <Button
              key={row.person}
              size="small"
              aria-label={t('room.unmute_of', { name: row.name })}
              onClick={() => store.send({ type: 'mute_person', person: row.person, muted: false })}
            >
              {row.name} · {t('room.unmute')}
            </Button>
          ))}
        </section>
      )}
      <DialogActions>
        <Button onClick={() => store.send({ type: 'clear_danmaku' })}>{t('room.clear')}</Button>
        <Button look="primary" onClick={onClose}>
          {t('core.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
