import { problemText } from '~/api/problem.ts';
import type { PreparedQuestion, Question } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Chip, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Told } from '~/ui/Live.tsx';
import { rightShare } from '../item/right.ts';
import { preparedOf } from './prepared.ts';
import { Explained, Running, Steps, stemOf } from './RunningQuestion.tsx';
import { kindText, Results } from './results.tsx';
import css from './run_down.module.css';
import { runDown } from './run_down.ts';
import type { RoomStore } from './store.ts';
import { useAsk } from './use_ask.ts';
import { useJudged } from './use_judged.ts';
import type { Action, ActivityView } from './wire.ts';

/** What sends a question to the class. */
export function push(question: Question, limitMs: number | null | undefined): Action {
  const { prompt, key, explanation } = question;
  const whole = { prompt, ...(key && { key }), ...(explanation && { explanation }) };
  return { type: 'open_quiz', question: whole, ...(limitMs && { limit_ms: limitMs }) };
}

/** The same without a right answer. */
function pushPoll({ prompt }: Question): Action {
  const { stem, choices, kind } = prompt;
  return { type: 'open_poll', stem, choices, multiple: kind === 'multiple', anonymous: false };
}

/** The lesson's questions in order: what runs, what comes next, what is done. */
export function RunDown({ store }: { store: RoomStore }) {
  const { questions, error, fetch } = preparedOf(store);
  const prepared = questions.value;
  const { activities, state } = store.model.value;
  useJudged(store);
  const { running, waiting, done } = runDown(prepared ?? [], activities);
  const isOpen = state === 'open';
  return (
    <div class={css.rundown}>
      {store.opening.value.map((one) => (
        <section key={one.id} class={css.running} data-opening>
          <p class={css.meta}>
            <Chip>{t(`room.${one.kind}`)}</Chip>
            {t('room.sending')}
          </p>
          <h2>{one.stem}</h2>
          <div class={css.under} aria-hidden="true" />
        </section>
      ))}
      {running.map((one) => (
        <Running key={one.activity} store={store} one={one} />
      ))}
      {waiting.length > 0 && <h2>{t('room.up_next')}</h2>}
      <ol>
        {waiting.map((one, n) => (
          <Waiting key={one.id} store={store} one={one} isNext={n === 0} isOpen={isOpen} />
        ))}
      </ol>
      {Boolean(error.value) && <ErrorState error={error.value} onRetry={fetch} />}
      {!prepared && !error.value && <Skeleton rows={2} />}
      {prepared?.length === 0 && running.length === 0 && (
        <div class={css.none}>
          <p>{t('room.none_prepared')}</p>
          <ButtonLink href={`/lessons/${store.lesson.id}/prepare`} size="small">
            {t('room.to_prepare')}
          </ButtonLink>
        </div>
      )}
      {done.length > 0 && <h2>{t('room.done')}</h2>}
      <ol>
        {done.map((one) => (
          <Done key={one.activity} store={store} one={one} />
        ))}
      </ol>
    </div>
  );
}

interface WaitingProps {
  store: RoomStore;
  one: PreparedQuestion;
  isNext: boolean;
  isOpen: boolean;
}

function Waiting({ store, one, isNext, isOpen }: WaitingProps) {
  const { prompt } = one.question;
  const { isBusy, failure, ask } = useAsk(store);
  return (
    <li class={css.waiting} data-next={isNext || undefined}>
      <p class={css.meta}>
        {t(`room.${prompt.kind}`)}
        {one.limit_ms ? ` · ${t('room.limit', { seconds: one.limit_ms / 1000 })}` : ''}
      </p>
      <p class={css.stem}>{prompt.stem}</p>
      <div class={css.push}>
        <Button
          size="small"
          look={isNext ? 'primary' : 'plain'}
          disabled={!isOpen}
          busy={isBusy}
          aria-label={`${t(isBusy ? 'room.sending' : 'room.push')} · ${prompt.stem}`}
          onClick={() => void ask(push(one.question, one.limit_ms))}
        >
          {t(isBusy ? 'room.sending' : 'room.push')}
        </Button>
        {prompt.choices.length > 1 && (
          <Button
            size="small"
            look="quiet"
            disabled={!isOpen || isBusy}
            aria-label={`${t('room.as_poll')} · ${prompt.stem}`}
            onClick={() => void ask(pushPoll(one.question))}
          >
            {t('room.as_poll')}
          </Button>
        )}
      </div>
      {Boolean(failure) && <Told class={css.failure}>{problemText(failure)}</Told>}
    </li>
  );
}

function Done({ store, one }: { store: RoomStore; one: ActivityView }) {
  const share = rightShare(store.model.value.results[one.activity] ?? []);
  return (
    <li class={css.done}>
      <details>
        <summary>
          <span class={css.stem}>{stemOf(one)}</span>
          <span class={css.meta}>
            {kindText(one)} · {t('room.answered', { count: one.answered })}
            {share !== null && ` · ${t('room.right_share', { share: Math.round(share * 100) })}`}
          </span>
        </summary>
        <Results one={one} />
        {one.kind === 'quiz' && <Explained one={one} />}
        {!one.is_shown && <Steps store={store} one={one} />}
      </details>
    </li>
  );
}
