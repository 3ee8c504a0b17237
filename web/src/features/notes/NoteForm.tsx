import { useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { useDraft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { text } from '~/lib/shape.ts';
import { Button } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { TextArea } from '~/ui/Field.tsx';
import { Segments } from '~/ui/Segments.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './notes.module.css';
import { KINDS, type NoteBody, type NoteKind, WORDS_MAX } from './notes.ts';

interface NoteFormProps {
  /** Of the draft: what is typed outlives a lost page. */
  name: string;
  start: NoteBody;
  /** The moment as the clock of this page says it. */
  shownMs: number;
  onSave: (body: NoteBody) => Promise<void>;
  onClose: () => void;
}

/** One's own words at a moment. */
export function NoteForm({ name, start, shownMs, onSave, onClose }: NoteFormProps) {
  const words = useDraft(name, start.words, text);
  const [kind, setKind] = useState<NoteKind>(start.kind);
  const { isBusy, failure, attempt } = useAttempt();
  const isReady = kind !== 'words' || words.value.trim() !== '';
  const save = async (event?: Event) => {
    event?.preventDefault();
    if (!isReady) return;
    const body = { ...start, kind, words: words.value.trim() };
    if (!(await attempt(() => onSave(body)))) return;
    words.forget();
    onClose();
  };
  return (
    <form class={css.form} onSubmit={(event) => void save(event)}>
      <Segments
        label={t('notes.kind')}
        options={KINDS.map((one) => ({ value: one, text: t(`notes.${one}`) }))}
        value={kind}
        onValue={setKind}
        joined
      />
      <TextArea
        label={t('notes.words_at', { at: clockText(shownMs) })}
        value={words.value}
        onValue={words.keep}
        rows={4}
        maxLength={WORDS_MAX}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          if (event.key === 'Escape') onClose();
        }}
      />
      <Failure of={failure} />
      <div class={css.actions}>
        <Button type="submit" look="primary" size="small" busy={isBusy} disabled={!isReady}>
          {t('notes.save')}
        </Button>
        <Button
          size="small"
          onClick={() => {
            words.forget();
            onClose();
          }}
        >
          {t('core.cancel')}
        </Button>
        <small>{t('notes.only_you')}</small>
      </div>
    </form>
  );
}
