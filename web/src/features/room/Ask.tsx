import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { ChoiceRow, Field, TextArea } from '~/ui/Field.tsx';
import type { RoomStore } from './store.ts';
import type { Key, QuestionKind } from './wire.ts';

const KINDS: QuestionKind[] = ['single', 'multiple', 'true_false', 'short_text'];
type What = 'quiz' | 'poll' | 'announce';

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}

/** A question, poll or announcement typed on the spot. One option a line; * marks the right ones. */
export function Ask(props: { store: RoomStore; what: What; onClose: () => void }) {
  const { store, what, onClose } = props;
  const [stem, setStem] = useState('');
  const [body, setBody] = useState('');
  const [kind, setKind] = useState<QuestionKind>('single');
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [seconds, setSeconds] = useState('60');
  const rows = lines(body).map((row, n) => ({
    choice: { id: String.fromCharCode(97 + n), text: row.replace(/^\*\s*/, '') },
    isRight: row.startsWith('*'),
  }));
  const isChoice =
    what === 'poll' || (what === 'quiz' && (kind === 'single' || kind === 'multiple'));
  const ready = stem.trim() !== '' && (!isChoice || (rows.length >= 2 && rows.length <= 10));
  const send = () => {
    const choices = rows.map((row) => row.choice);
    const right = rows.filter((row) => row.isRight).map((row) => row.choice);
    if (what === 'announce') store.send({ type: 'post_announcement', text: stem.trim() });
    else if (what === 'poll') {
      store.send({ type: 'open_poll', stem: stem.trim(), choices, multiple, anonymous });
    } else {
      const limit = Number(seconds) >= 5 ? { limit_ms: Number(seconds) * 1000 } : {};
      const prompt = { kind, stem: stem.trim(), choices: isChoice ? choices : [], points: 1 };
      const key: Key | null =
        kind === 'short_text'
          ? rows.length > 0
            ? { kind: 'text', accepted: choices.map((choice) => choice.text) }
            : null
          : kind === 'true_false'
            ? { kind: 'truth', value: multiple }
            : right.length > 0
              ? { kind: 'choices', choices: right.map((choice) => choice.id) }
              : null;
      store.send({ type: 'open_quiz', question: { prompt, ...(key && { key }) }, ...limit });
    }
    onClose();
  };
  const title = {
    quiz: 'room.ask_quiz',
    poll: 'room.poll',
    announce: 'room.announcement',
  } as const;
  return (
    <Dialog title={t(title[what])} onClose={onClose}>
      {what === 'quiz' && (
        <fieldset>
          <legend>{t('room.kind')}</legend>
          {KINDS.map((one) => (
            <ChoiceRow
              key={one}
              type="radio"
              name="kind"
              text={t(`room.${one}`)}
              checked={kind === one}
              onChecked={() => setKind(one)}
            />
          ))}
        </fieldset>
      )}
      <Field
        label={t(what === 'announce' ? 'room.announcement' : 'room.stem')}
        value={stem}
        onValue={setStem}
        maxLength={200}
      />
      {(isChoice || (what === 'quiz' && kind === 'short_text')) && (
        <TextArea
          label={t(isChoice ? 'room.options' : 'room.accepted')}
          hint={t(what === 'quiz' && isChoice ? 'room.options_hint' : 'room.one_a_line')}
          value={body}
          onValue={setBody}
        />
      )}
      {what === 'quiz' && kind === 'true_false' && (
        <ChoiceRow
          type="checkbox"
          text={t('room.claim_true')}
          checked={multiple}
          onChecked={setMultiple}
        />
      )}
      {what === 'quiz' && (
        <Field
          label={t('room.seconds')}
          hint={t('room.seconds_hint')}
          type="number"
          value={seconds}
          onValue={setSeconds}
        />
      )}
      {what === 'poll' && (
        <>
          <ChoiceRow
            type="checkbox"
            text={t('room.multiple')}
            checked={multiple}
            onChecked={setMultiple}
          />
          <ChoiceRow
            type="checkbox"
            text={t('room.anonymous')}
            checked={anonymous}
            onChecked={setAnonymous}
          />
        </>
      )}
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <Button look="primary" disabled={!ready} onClick={send}>
          {t('room.push')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
