import { useEffect, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { ChoiceRow, Field } from '~/ui/Field.tsx';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import type { ActivityView, Answer, Choice } from './wire.ts';

const TRUTHS = ['true', 'false'];
/** From here on the time left is shown in another colour. */
const SOON_MS = 10_000;

export function choicesOf(one: ActivityView): Choice[] {
  if (one.kind === 'poll') return one.choices;
  if (one.prompt.kind !== 'true_false') return one.prompt.choices;
  return TRUTHS.map((id) => ({ id, text: t(id === 'true' ? 'room.true' : 'room.false') }));
}

export function kindText(one: ActivityView): string {
  return one.kind === 'poll' ? t('room.poll') : t(`room.${one.prompt.kind}`);
}

function chosenBefore(one: ActivityView): string[] {
  if (one.kind === 'poll') return one.mine ?? [];
  if (one.mine?.kind === 'choices') return one.mine.choices;
  return one.mine?.kind === 'truth' ? [String(one.mine.value)] : [];
}

/** Time left from when this page showed the quiz; null when it is closed by hand. */
export function useLeft(store: RoomStore, one: ActivityView): number | null {
  const [, tick] = useState(0);
  const limit = one.kind === 'quiz' && one.is_open ? one.limit_ms : undefined;
  useEffect(() => {
    if (limit === undefined) return;
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [limit]);
  if (limit === undefined) return null;
  const seen = store.seenAt.get(one.activity);
  if (seen !== undefined) return seen + limit - Date.now();
  const now = store.nowMs();
  return now === null ? limit : one.opened_ms + limit - now;
}

/** Results as bars with figures; the right option is named in words too. */
export function Results({ one }: { one: ActivityView }) {
  const counts = one.counts ?? [];
  const right =
    one.kind === 'quiz' && one.key
      ? one.key.kind === 'choices'
        ? one.key.choices
        : one.key.kind === 'truth'
          ? [String(one.key.value)]
          : one.key.accepted
      : [];
  const known = choicesOf(one);
  const rows = known.length ? known : counts.map((c) => ({ id: c.choice, text: c.choice }));
  return (
    <ul class={css.results}>
      {rows.map((row) => {
        const people = counts.find((c) => c.choice === row.id)?.people ?? 0;
        const share = one.answered ? Math.round((people / one.answered) * 100) : 0;
        return (
          <li key={row.id}>
            <span>
              {row.text} {right.includes(row.id) && <em>✓ {t('room.right')}</em>}
            </span>
            <span class="figures">{t('room.share', { people, share })}</span>
            <div class={css.bar} aria-hidden="true">
              <i style={{ width: `${share}%` }} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** One poll or quiz for a learner: to answer while open, with its result once shown. */
export function ActivityCard({ store, one }: { store: RoomStore; one: ActivityView }) {
  const [chosen, setChosen] = useState(() => chosenBefore(one));
  const [text, setText] = useState(
    one.kind === 'quiz' && one.mine?.kind === 'text' ? one.mine.text : '',
  );
  const left = useLeft(store, one);
  const isText = one.kind === 'quiz' && one.prompt.kind === 'short_text';
  const several = one.kind === 'poll' ? one.multiple : one.prompt.kind === 'multiple';
  const done = one.kind === 'poll' ? one.voted : one.mine !== undefined;
  const mayAnswer =
    one.is_open && (left === null || left > 0) && !(one.kind === 'poll' && one.voted);
  const ready = isText ? text.trim() !== '' : chosen.length > 0;
  const submit = () => {
    if (one.kind === 'poll') {
      store.send({ type: 'vote', activity: one.activity, choices: chosen });
      return;
    }
    const answer: Answer = isText
      ? { kind: 'text', text: text.trim() }
      : one.prompt.kind === 'true_false'
        ? { kind: 'truth', value: chosen[0] === 'true' }
        : { kind: 'choices', choices: chosen };
    const now = store.nowMs();
    const pressed = now === null ? {} : { pressed_at_ms: now };
    store.send({ type: 'submit_answer', activity: one.activity, answer, ...pressed });
  };
  return (
    <article class={css.card}>
      <header>
        <strong>{kindText(one)}</strong>
        {left !== null && <time>{clockText(left)}</time>}
        {!one.is_open && <span>{t('room.closed')}</span>}
      </header>
      {left !== null && one.kind === 'quiz' && one.limit_ms !== undefined && (
        <div class={css.clock} data-soon={left < SOON_MS || undefined} aria-hidden="true">
          <i style={{ transform: `scaleX(${Math.min(1, Math.max(0, left / one.limit_ms))})` }} />
        </div>
      )}
      <h3>{one.kind === 'poll' ? one.stem : one.prompt.stem}</h3>
      {one.is_shown ? (
        <Results one={one} />
      ) : isText ? (
        <Field label={t('room.your_answer')} value={text} onValue={setText} readOnly={!mayAnswer} />
      ) : (
        <fieldset>
          <legend class="visually-hidden">{t('room.your_answer')}</legend>
          {choicesOf(one).map((choice, n) => (
            <ChoiceRow
              key={choice.id}
              letter={String.fromCharCode(65 + n)}
              type={several ? 'checkbox' : 'radio'}
              name={one.activity}
              text={choice.text}
              checked={chosen.includes(choice.id)}
              disabled={!mayAnswer}
              onChecked={(on: boolean) => {
                const others = several ? chosen.filter((id) => id !== choice.id) : [];
                setChosen(on || !several ? [...others, choice.id] : others);
              }}
            />
          ))}
        </fieldset>
      )}
      {one.kind === 'quiz' && one.is_shown && one.explanation && <p>{one.explanation}</p>}
      {done && <p role="status">{t('room.submitted')}</p>}
      {mayAnswer && (
        <Button look="primary" wide disabled={!ready} onClick={submit}>
          {done ? t('room.change_answer') : t('room.submit')}
        </Button>
      )}
    </article>
  );
}
