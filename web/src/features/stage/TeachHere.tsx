import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import { Check } from './Check.tsx';
import css from './check.module.css';
import { ownOf } from './own.ts';
import { MAIN, type StageRoom } from './room.ts';

/** Teaching from this browser: one looks at oneself, and takes a seat on the stage. */
export function TeachHere({ room, onClose }: { room: StageRoom; onClose: () => void }) {
  const own = ownOf(room);
  const [sound, setSound] = useState(true);
  const [picture, setPicture] = useState(true);
  const { isBusy, failure, attempt } = useAttempt();
  const isOpen = room.model.value.state === 'open';
  // What was only tried is let go of; what is on the stage stays.
  useEffect(() => () => own.letGo(), [own]);
  const go = async () => {
    if (sound && !(await own.open('sound'))) return;
    if (picture && !(await own.open('picture'))) return;
    if (!picture) own.shut('picture');
    const done = await attempt(async () => {
      const { id } = room.lesson;
      if (!isOpen) await call('POST /api/lessons/{id}/opening', { path: { id } });
      await room.ask({ type: 'join_stage', stage: MAIN, sound, picture, screen: false });
    });
    if (done) onClose();
  };
  return (
    <Dialog title={t('stage.teach_here')} onClose={onClose}>
      <p>{t('stage.teach_here_text')}</p>
      <Check room={room} picture={picture} />
      <fieldset class={css.begin}>
        <legend>{t('stage.begin_with')}</legend>
        <Tick text={t('stage.microphone')} isOn={sound} onChange={setSound} />
        <Tick text={t('stage.camera')} isOn={picture} onChange={setPicture} />
      </fieldset>
      <Failure of={failure} />
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <Button look="primary" data-first busy={isBusy} onClick={() => void go()}>
          {t(isOpen ? 'stage.go_up' : 'stage.open_and_go_up')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface TickProps {
  text: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

function Tick({ text, isOn, onChange }: TickProps) {
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      {text}
    </label>
  );
}
