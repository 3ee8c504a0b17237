import { useState } from 'preact/hooks';
import { judge } from '~/features/item/judge.ts';
import { type Answers, isHeld, type Standing } from './answers.ts';
import type { Clock } from './clock.ts';
import type { Answer, Key } from './data.ts';
import type { Asked } from './story.ts';
import { clockText, t } from './texts.ts';

interface Option {
  id: string;
  text: string;
}

function options(asked: Asked): Option[] {
  if (asked.kind !== 'true_false') return asked.choices;
  return [
    { id: 'true', text: t('true') },
    { id: 'false', text: t('false') },
  ];
}

function answerOf(asked: Asked, chosen: string[], text: string): Answer | null {
  if (asked.kind === 'short_text') {
    return text.trim() ? { kind: 'text', text: text.trim() } : null;
  }
  if (chosen.length === 0) return null;
  if (asked.kind === 'true_false') return { kind: 'truth', value: chosen[0] === 'true' };
  return { kind: 'choices', choices: chosen };
}

function chosenIn(answer: Answer): string[] {
  if (answer.kind === 'choices') return answer.choices;
  return answer.kind === 'truth' ? [String(answer.value)] : [];
}

function rightIds(key: Key | undefined): string[] {
  if (key?.kind === 'choices') return key.choices;
  return key?.kind === 'truth' ? [String(key.value)] : [];
}

/** One question: to be answered, or with its answer and what the class was told. */
export function Question({ asked, answers, clock }: Props) {
  const given = answers.of(asked.activity);
  return (
    <li class="question">
      <header>
        <span>{t(`kind_${asked.kind}`)}</span>
        <button type="button" class="quiet" onClick={() => watch(clock, asked)}>
          {t('watch')} {clockText(asked.atMs)}
        </button>
      </header>
      <p class="stem">{asked.stem}</p>
      {given ? (
        <>
          <Done asked={asked} answer={given.answer} />
          {isHeld() && <Sent standing={answers.stateOf(given)} />}
        </>
      ) : asked.isSecret ? (
        <p class="hint">{t('secret')}</p>
      ) : (
        <Form asked={asked} answers={answers} />
      )}
    </li>
  );
}

/** Where an answer stands with the server around this page; nothing once that has it. */
function Sent({ standing }: { standing: Standing }) {
  if (standing.state === 'sent') return null;
  const why = standing.why ?? '';
  return (
    <p class="hint" role="status">
      {standing.state === 'refused' ? t('not_taken', { why }) : t('not_there')}
    </p>
  );
}

interface Props {
  asked: Asked;
  answers: Answers;
  clock: Clock;
}

function watch(clock: Clock, asked: Asked): void {
  clock.seek(Math.max(0, asked.atMs - 5000));
  clock.play();
  window.scrollTo({ top: 0 });
}

function Form({ asked, answers }: { asked: Asked; answers: Answers }) {
  const [chosen, setChosen] = useState<string[]>([]);
  const [text, setText] = useState('');
  const isMany = asked.kind === 'multiple' || asked.multiple;
  const answer = answerOf(asked, chosen, text);
  const take = (id: string, on: boolean) => {
    if (!isMany) setChosen([id]);
    else setChosen(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  };
  const give = () => {
    if (answer) answers.give(asked.activity, answer);
  };
  // No form: a sandbox lets none be sent, not even to this page itself.
  return (
    <div class="form">
      {asked.kind === 'short_text' ? (
        <input
          type="text"
          maxLength={200}
          aria-label={t('text_hint')}
          placeholder={t('text_hint')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && answers.person.value && give()}
        />
      ) : (
        <fieldset>
          <legend>{asked.stem}</legend>
          {options(asked).map((option) => (
            <label key={option.id} class="option">
              <input
                type={isMany ? 'checkbox' : 'radio'}
                name={asked.activity}
                checked={chosen.includes(option.id)}
                onChange={(event) => take(option.id, event.currentTarget.checked)}
              />
              <span>{option.text}</span>
            </label>
          ))}
        </fieldset>
      )}
      <button
        type="button"
        class="action"
        disabled={!answer || !answers.person.value}
        onClick={give}
      >
        {t('answer')}
      </button>
      {!answers.person.value && answer && <small class="hint">{t('who_hint')}</small>}
    </div>
  );
}

function Done({ asked, answer }: { asked: Asked; answer: Answer }) {
  const chosen = chosenIn(answer);
  const right = rightIds(asked.key);
  return (
    <div class="done">
      {asked.kind === 'short_text' ? (
        <p>
          {t('named', { what: t('your_answer') })}
          <b>{answer.kind === 'text' ? answer.text : ''}</b>
        </p>
      ) : (
        <ul>
          {options(asked).map((option) => (
            <li
              key={option.id}
              class={right.includes(option.id) ? 'right' : undefined}
              aria-current={chosen.includes(option.id) ? 'true' : undefined}
            >
              <span>{option.text}</span>
              {chosen.includes(option.id) && <em>{t('your_answer')}</em>}
              {asked.isShown && <i>{countOf(asked, option.id)}</i>}
            </li>
          ))}
        </ul>
      )}
      <p class="verdict" role="status">
        {verdict(asked, answer)}
      </p>
      {asked.key?.kind === 'text' && (
        <p>
          {t('named', { what: t('key') })}
          {asked.key.accepted.join(' / ')}
        </p>
      )}
      {asked.explanation && (
        <p>
          {t('named', { what: t('explanation') })}
          {asked.explanation}
        </p>
      )}
      {asked.answered > 0 && <small>{t('class_count', { n: asked.answered })}</small>}
    </div>
  );
}

function countOf(asked: Asked, id: string): number {
  return asked.counts.find((count) => count.choice === id)?.people ?? 0;
}

function verdict(asked: Asked, answer: Answer): string {
  if (asked.kind === 'poll') return t('voted');
  if (!asked.key) return t('given');
  const prompt = { kind: asked.kind, choices: asked.choices, points: asked.points };
  const judged = judge(prompt, asked.key, answer);
  return t(typeof judged !== 'string' && judged.right ? 'right' : 'wrong');
}
