import { problemText } from '~/api/problem.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Chip, ProgressBar } from '~/ui/bits.tsx';
import { Told } from '~/ui/Live.tsx';
import { kindText, Results, rightNames } from './results.tsx';
import css from './run_down.module.css';
import type { RoomStore } from './store.ts';
import { mayAnswer, unanswered } from './teacher_view.ts';
import { useAsk } from './use_ask.ts';
import { useLeft } from './use_left.ts';
import type { ActivityView, QuizView } from './wire.ts';

const EXTENSION_MS = 30_000;
/** Names of those who have not answered, shown at once. */
const NAMES_MOST = 60;

/** What is asked. */
export function stemOf(one: ActivityView): string {
  return one.kind === 'poll' ? one.stem : one.prompt.stem;
}

/** What the class is busy with, and all that can be done with it. */
export function Running({ store, one }: { store: RoomStore; one: ActivityView }) {
  const left = useLeft(store, one);
  const { people, presence } = store.model.value;
  const expected = mayAnswer(one, presence);
  const missing = one.is_open ? unanswered(one, people) : [];
  const { activity } = one;
  return (
    <section class={css.running} id={`asked-${activity}`} tabIndex={-1}>
      <p class={css.meta}>
        <Chip tone={one.is_open ? 'action' : 'plain'} dot={one.is_open}>
          {kindText(one)}
        </Chip>
        {left !== null && (
          <time class="figures" data-soon={left < 10_000 || undefined}>
            {clockText(Math.max(0, left))}
          </time>
        )}
        {one.is_shown && <Chip tone="action">{t('room.verdict_shown')}</Chip>}
        <span class="figures">{t('room.answered_of', { count: one.answered, expected })}</span>
      </p>
      <h2>{stemOf(one)}</h2>
      <ProgressBar
        label={t('room.pulse_answered')}
        value={expected > 0 ? one.answered / expected : 0}
      />
      <details>
        <summary>{t('room.distribution')}</summary>
        <Results one={one} />
        {one.kind === 'quiz' && <Explained one={one} />}
      </details>
      {missing.length > 0 && (
        <details>
          <summary>{t('room.unanswered', { count: missing.length })}</summary>
          <ul class={css.missing}>
            {missing.slice(0, NAMES_MOST).map((row) => (
              <li key={row.person}>{row.name}</li>
            ))}
            {missing.length > NAMES_MOST && (
              <li>{t('room.and_more', { count: missing.length - NAMES_MOST })}</li>
            )}
          </ul>
        </details>
      )}
      <Steps store={store} one={one} />
    </section>
  );
}

/** The right answer and why; for going through it with the class. */
export function Explained({ one }: { one: QuizView }) {
  const right = rightNames(one);
  if (!right && !one.explanation) return null;
  return (
    <p class={css.explained}>
      {right && <b>{t('room.right_is', { answer: right })}</b>}
      {one.explanation}
    </p>
  );
}

/** What can be done with a question next. */
export function Steps({ store, one }: { store: RoomStore; one: ActivityView }) {
  const { activity } = one;
  const isPoll = one.kind === 'poll';
  const { isBusy, failure, ask } = useAsk(store);
  return (
    <div class={css.steps} aria-busy={isBusy}>
      {one.is_open && one.kind === 'quiz' && one.limit_ms !== undefined && (
        <Button
          size="small"
          disabled={isBusy}
          onClick={() => void ask({ type: 'extend_quiz', activity, add_ms: EXTENSION_MS })}
        >
          {t('room.extend')}
        </Button>
      )}
      {one.is_open && (
        <Button
          size="small"
          look={isPoll ? 'plain' : 'primary'}
          disabled={isBusy}
          onClick={() => void ask({ type: isPoll ? 'close_poll' : 'close_quiz', activity })}
        >
          {t('room.stop')}
        </Button>
      )}
      {!one.is_shown && (isPoll || !one.is_open) && (
        <Button
          size="small"
          look="primary"
          disabled={isBusy}
          onClick={() => void ask({ type: isPoll ? 'show_poll' : 'show_quiz', activity })}
        >
          {t('room.show_result')}
        </Button>
      )}
      {Boolean(failure) && <Told class={css.failure}>{problemText(failure)}</Told>}
    </div>
  );
}
