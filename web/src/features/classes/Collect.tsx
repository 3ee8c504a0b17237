import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { toast } from '~/ui/Toast.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import { hasLetters, letterOf, offered } from '../item/choices.ts';
import type { Answer, QuizView } from '../room/wire.ts';
import css from './classes.module.css';
import type { ClassesRoom } from './room.ts';

function answerOf(kind: QuizView['prompt']['kind'], chosen: string[]): Answer | null {
  const [first] = chosen;
  if (first === undefined || first === '') return null;
  if (kind === 'true_false') return { kind: 'truth', value: first === 'true' };
  if (kind === 'short_text') return { kind: 'text', text: first };
  return { kind: 'choices', choices: chosen };
}

/** What a class before one screen answers, by card or by hand: a row for each of its learners. */
export function Collect(props: { room: ClassesRoom; quiz: QuizView; onClose: () => void }) {
  const { room, quiz } = props;
  const { me, people } = room.model.value;
  const { prompt, answered_by = [] } = quiz;
  const [given, setGiven] = useState<Record<string, string[]>>({});
  const { isBusy, failure, attempt } = useAttempt();
  const isOwn = (one: { role: string; class?: string }) =>
    one.role === 'learner' && (!me?.class || one.class === me.class);
  const answers = Object.entries(given).flatMap(([person, chosen]) => {
    const answer = answerOf(prompt.kind, chosen);
    return answer ? [{ person, answer }] : [];
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    const action = { type: 'collect_answers', activity: quiz.activity, answers } as const;
    if (!(await attempt(() => room.ask(action)))) return;
    toast(t('classes.collected', { count: answers.length }));
    props.onClose();
  };
  return (
    <Dialog title={t('classes.collect')} onClose={props.onClose}>
      <form class={css.collect} onSubmit={submit}>
        <p>{prompt.stem}</p>
        <ul>
          {people.filter(isOwn).map(({ person, name }) => (
            <li key={person}>
              <span>
                {name}
                {answered_by.includes(person) && <small> {t('classes.has_answered')}</small>}
              </span>
              <Row
                name={name}
                prompt={prompt}
                chosen={given[person] ?? []}
                onChosen={(chosen) => setGiven({ ...given, [person]: chosen })}
              />
            </li>
          ))}
        </ul>
        <Failure of={failure} />
        <Button type="submit" look="primary" wide busy={isBusy} disabled={answers.length === 0}>
          {t('classes.hand_in', { count: answers.length })}
        </Button>
      </form>
    </Dialog>
  );
}

interface RowProps {
  name: string;
  prompt: QuizView['prompt'];
  chosen: string[];
  onChosen: (chosen: string[]) => void;
}

function Row({ name, prompt, chosen, onChosen }: RowProps) {
  const label = t('classes.answer_of', { name });
  if (prompt.kind === 'short_text') {
    return (
      <input
        aria-label={label}
        value={chosen[0] ?? ''}
        maxLength={200}
        onInput={(event) => onChosen([event.currentTarget.value])}
      />
    );
  }
  const isSeveral = prompt.kind === 'multiple';
  return (
    <fieldset>
      <legend class="visually-hidden">{label}</legend>
      {offered(prompt).map(({ id, text }, n) => (
        <button
          key={id}
          type="button"
          aria-pressed={chosen.includes(id)}
          aria-label={`${hasLetters(prompt.kind) ? `${letterOf(n)} ` : ''}${text}`}
          onClick={() => {
            const others = chosen.filter((one) => one !== id);
            if (others.length < chosen.length) onChosen(others);
            else onChosen(isSeveral ? [...others, id] : [id]);
          }}
        >
          {hasLetters(prompt.kind) ? letterOf(n) : text}
        </button>
      ))}
    </fieldset>
  );
}
