import { useState } from 'preact/hooks';
import { emptyQuestion, limitOf, questionOf } from '~/features/item/draft.ts';
import { QuestionEditor } from '~/features/item/QuestionEditor.tsx';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { TextArea } from '~/ui/Field.tsx';
import css from './editions.module.css';
import { PagePicker } from './PagePicker.tsx';
import type { Content } from './parts.ts';

interface InsertProps {
  /** Names the local copy of a question that is not done. */
  keep: string;
  isFull: boolean;
  /** In words. */
  where: string;
  /** One is about to insert: the place shall stand still. */
  onBegin: () => void;
  onInsert: (content: Content) => void;
}

/** What of one's own can be put between passages. */
export function Insert({ keep, isFull, where, onBegin, onInsert }: InsertProps) {
  const [what, setWhat] = useState<'slide' | 'question' | 'pause' | null>(null);
  const close = () => setWhat(null);
  const begin = (kind: typeof what) => {
    onBegin();
    setWhat(kind);
  };
  return (
    <>
      <Button disabled={isFull} onClick={() => begin('slide')}>
        {t('editions.add_slide')}
      </Button>
      <Button disabled={isFull} onClick={() => begin('question')}>
        {t('editions.add_question')}
      </Button>
      <Button disabled={isFull} onClick={() => begin('pause')}>
        {t('editions.add_pause')}
      </Button>
      {what === 'slide' && (
        <PagePicker
          where={where}
          onClose={close}
          onPick={(one) => onInsert({ kind: 'slide', ...one })}
        />
      )}
      {what === 'question' && (
        <Dialog title={t('editions.add_question')} onClose={close}>
          <p class={css.where}>{where}</p>
          <QuestionEditor
            keep={`edition.${keep}`}
            start={emptyQuestion()}
            saveText={t('editions.insert')}
            onCancel={close}
            onSave={async (draft) => {
              const question = questionOf(draft);
              onInsert({ kind: 'question', question, limit_ms: limitOf(draft) });
              close();
            }}
          />
        </Dialog>
      )}
      {what === 'pause' && (
        <PauseDialog
          start=""
          where={where}
          onClose={close}
          onText={(text) => onInsert({ kind: 'pause', text })}
        />
      )}
    </>
  );
}

interface PauseProps {
  start: string;
  /** Where a new one is put. */
  where?: string;
  onText: (text: string) => void;
  onClose: () => void;
}

/** The words of a pause: what one stops for. */
export function PauseDialog({ start, where, onText, onClose }: PauseProps) {
  const [text, setText] = useState(start);
  const [isTried, setTried] = useState(false);
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!text.trim()) return;
    onText(text.trim());
    onClose();
  };
  return (
    <Dialog title={t('editions.pause_part')} onClose={onClose}>
      {where && <p class={css.where}>{where}</p>}
      <form onSubmit={submit} noValidate>
        <TextArea
          label={t('editions.pause_text')}
          hint={t('editions.pause_hint')}
          value={text}
          maxLength={500}
          onValue={setText}
          error={isTried && !text.trim() ? t('problems.required') : undefined}
        />
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button look="primary" type="submit">
            {t('core.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
