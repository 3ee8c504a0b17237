import { letterOf } from '~/features/item/choices.ts';
import { CHOICES_MAX, emptyQuestion, limitOf, questionOf } from '~/features/item/draft.ts';
import { QuestionEditor } from '~/features/item/QuestionEditor.tsx';
import { useDraft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { fieldsOf, flag, listOf, text } from '~/lib/shape.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ChoiceRow, Field } from '~/ui/Field.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Plus } from '~/ui/icons.tsx';
import { KeptDraft } from '~/ui/KeptDraft.tsx';
import css from './ask.module.css';
import { push } from './RunDown.tsx';
import type { RoomStore } from './store.ts';
import { tab } from './teacher_view.ts';
import { useAsk } from './use_ask.ts';

interface AskProps {
  store: RoomStore;
  onClose: () => void;
}

/** A question typed on the spot, with the same editor as when preparing. Needs the texts `prepare`. */
export function AskQuiz({ store, onClose }: AskProps) {
  return (
    <Dialog title={t('room.ask_quiz')} onClose={onClose}>
      <QuestionEditor
        keep={`room.${store.lesson.id}`}
        start={emptyQuestion('single')}
        saveText={t('room.push')}
        onSave={async (draft) => {
          await store.ask(push(questionOf(draft), limitOf(draft)));
          tab.value = 'plan';
          onClose();
        }}
        onCancel={onClose}
      />
    </Dialog>
  );
}

interface PollDraft {
  stem: string;
  choices: string[];
  multiple: boolean;
  anonymous: boolean;
}
const EMPTY_POLL: PollDraft = { stem: '', choices: ['', ''], multiple: false, anonymous: false };
const POLL = fieldsOf<PollDraft>(
  { stem: text, choices: listOf(text), multiple: flag, anonymous: flag },
  EMPTY_POLL,
);

/** A poll has no right answer. */
export function AskPoll({ store, onClose }: AskProps) {
  const kept = useDraft(`poll.${store.lesson.id}`, EMPTY_POLL, POLL);
  const { value: draft, keep, forget } = kept;
  const filled = draft.choices.map((text) => text.trim()).filter(Boolean);
  const ready = draft.stem.trim() !== '' && filled.length >= 2;
  const change = (at: number, text: string) =>
    keep({ ...draft, choices: draft.choices.map((old, n) => (n === at ? text : old)) });
  const { isBusy, failure, ask } = useAsk(store);
  const send = async (event: Event) => {
    event.preventDefault();
    if (!ready || isBusy) return;
    const choices = filled.map((text, n) => ({ id: letterOf(n).toLowerCase(), text }));
    const { multiple, anonymous } = draft;
    const stem = draft.stem.trim();
    if (!(await ask({ type: 'open_poll', stem, choices, multiple, anonymous }))) return;
    tab.value = 'plan';
    forget();
    onClose();
  };
  return (
    <Dialog title={t('room.poll')} onClose={onClose}>
      <form class={css.form} onSubmit={send}>
        <KeptDraft of={kept} />
        <Field
          label={t('room.poll_stem')}
          value={draft.stem}
          onValue={(stem) => keep({ ...draft, stem })}
          maxLength={200}
        />
        {draft.choices.map((text, n) => (
          <div key={n} class={css.choice}>
            <Field
              label={t('room.option', { letter: letterOf(n) })}
              value={text}
              onValue={(next) => change(n, next)}
              maxLength={100}
            />
            {draft.choices.length > 2 && (
              <IconButton
                label={t('room.drop_option', { letter: letterOf(n) })}
                onClick={() =>
                  keep({ ...draft, choices: draft.choices.filter((_, at) => at !== n) })
                }
              >
                <Cross size={20} />
              </IconButton>
            )}
          </div>
        ))}
        {draft.choices.length < CHOICES_MAX && (
          <div>
            <Button
              size="small"
              onClick={() => keep({ ...draft, choices: [...draft.choices, ''] })}
            >
              <Plus size={18} aria-hidden /> {t('room.add_option')}
            </Button>
          </div>
        )}
        <div>
          <ChoiceRow
            type="checkbox"
            text={t('room.several_allowed')}
            checked={draft.multiple}
            onChecked={(multiple) => keep({ ...draft, multiple })}
          />
          <ChoiceRow
            type="checkbox"
            text={t('room.anonymous')}
            hint={t('room.anonymous_hint')}
            checked={draft.anonymous}
            onChecked={(anonymous) => keep({ ...draft, anonymous })}
          />
        </div>
        <Failure of={failure} />
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" disabled={!ready} busy={isBusy}>
            {t(isBusy ? 'room.sending' : 'room.push')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** A sentence that everyone sees and that stays in the discussion. */
export function Announce({ store, onClose }: AskProps) {
  const kept = useDraft<string>(`announcement.${store.lesson.id}`, '', text);
  const { value: words, keep, forget } = kept;
  const { isBusy, failure, ask } = useAsk(store);
  const send = async (event: Event) => {
    event.preventDefault();
    if (!words.trim() || isBusy) return;
    if (!(await ask({ type: 'post_announcement', text: words.trim().replace(/\s+/g, ' ') })))
      return;
    forget();
    onClose();
  };
  return (
    <Dialog title={t('room.announcement')} onClose={onClose}>
      <form class={css.form} onSubmit={send}>
        <KeptDraft of={kept} />
        <Field label={t('room.announcement_text')} value={words} onValue={keep} maxLength={200} />
        <Failure of={failure} />
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" disabled={!words.trim()} busy={isBusy}>
            {t(isBusy ? 'room.sending' : 'room.post')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
