import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { ChoiceRow, Field } from '~/ui/Field.tsx';
import page from '~/ui/Page.module.css';
import { hasLetters, letterOf, offered } from './choices.ts';
import type { Answer, Choice } from './judge.ts';

/** What one is asked, a quiz or a poll. */
export interface Answerable {
  kind: string;
  choices: Choice[];
  /** Whether several may be chosen; of a quiz its kind says so. */
  multiple?: boolean;
}

/** What is chosen or typed and not sent. */
export interface AnswerDraft {
  chosen: string[];
  text: string;
}

export const NO_ANSWER: AnswerDraft = { chosen: [], text: '' };

interface FormProps {
  /** Of the group of choices on its page. */
  name: string;
  asked: Answerable;
  draft: AnswerDraft;
  isBusy?: boolean;
  onDraft: (draft: AnswerDraft) => void;
  onAnswer: (answer: Answer) => void;
}

/** A question to be answered outside of a room. Needs the texts `room`. */
export function AnswerForm({ name, asked, draft, isBusy, onDraft, onAnswer }: FormProps) {
  const { chosen, text } = draft;
  const isText = asked.kind === 'short_text';
  const isMultiple = asked.kind === 'multiple' || asked.multiple === true;
  const isReady = isText ? text.trim() !== '' : chosen.length > 0;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isReady) return;
    if (isText) onAnswer({ kind: 'text', text: text.trim() });
    else if (asked.kind === 'true_false') onAnswer({ kind: 'truth', value: chosen[0] === 'true' });
    else onAnswer({ kind: 'choices', choices: chosen });
  };
  return (
    <form class={page.form} onSubmit={submit}>
      {isText ? (
        <Field
          label={t('room.your_answer')}
          value={text}
          maxLength={200}
          onValue={(next) => onDraft({ ...draft, text: next })}
        />
      ) : (
        <fieldset>
          <legend class="visually-hidden">{t('room.your_answer')}</legend>
          {offered(asked).map((choice, n) => (
            <ChoiceRow
              key={choice.id}
              type={isMultiple ? 'checkbox' : 'radio'}
              name={name}
              {...(hasLetters(asked.kind) && { letter: letterOf(n) })}
              text={choice.text}
              checked={chosen.includes(choice.id)}
              onChecked={(on) => {
                const others = isMultiple ? chosen.filter((id) => id !== choice.id) : [];
                onDraft({ ...draft, chosen: on ? [...others, choice.id] : others });
              }}
            />
          ))}
        </fieldset>
      )}
      <Button type="submit" look="primary" busy={isBusy ?? false} disabled={!isReady}>
        {t('room.submit')}
      </Button>
    </form>
  );
}
