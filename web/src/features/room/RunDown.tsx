import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { PreparedQuestion, Question } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Chip, ProgressBar } from '~/ui/bits.tsx';
import { toast } from '~/ui/Toast.tsx';
import { rightOnes } from './answers.ts';
import { choicesOf, kindText, letterOf, Results } from './results.tsx';
import css from './run_down.module.css';
import { rightShare, runDown } from './run_down.ts';
import type { RoomStore } from './store.ts';
import { unanswered } from './teacher_view.ts';
import { useLeft } from './use_left.ts';
import type { ActivityView, QuizView } from './wire.ts';

const EXTENSION_MS = 30_000;
/** Names of those who have not answered, shown at once. */
const NAMES_MOST = 60;

/** Sends a question to the class. */
export function push(store: RoomStore, question: Question, limitMs: number | null | undefined) {
  const { prompt, key, explanation } = question;
  const whole = { prompt, ...(key && { key }), ...(explanation && { explanation }) };
  store.send({ type: 'open_quiz', question: whole, ...(limitMs && { limit_ms: limitMs }) });
}

/** Asks the same without a right answer. */
function pushPoll(store: RoomStore, { prompt }: Question) {
  const { stem, choices, kind } = prompt;
  const multiple = kind === 'multiple';
  store.send({ type: 'open_poll', stem, choices, multiple, anonymous: false });
}

/** The lesson's questions in order: what runs, what comes next, what is done. */
export function RunDown({ store }: { store: RoomStore }) {
  const [prepared, setPrepared] = useState<PreparedQuestion[]>([]);
  useEffect(() => {
    const path = { id: store.lesson.id };
    call('GET /api/lessons/{id}/questions', { path, query: { limit: 200 } }).then(
      (page) => setPrepared(page.items),
      (error: unknown) => toast(problemText(error)),
    );
  }, [store]);
  const { activities, state } = store.model.value;
  const { running, waiting, done } = runDown(prepared, activities);
  const isOpen = state === 'open';
  return (
    <div class={css.rundown}>
      {running.map((one) => (
        <Running key={one.activity} store={store} one={one} />
      ))}
      {waiting.length > 0 && <h2>{t('room.up_next')}</h2>}
      <ol>
        {waiting.map((one, n) => (
          <Waiting key={one.id} store={store} one={one} isNext={n === 0} isOpen={isOpen} />
        ))}
      </ol>
      {prepared.length === 0 && running.length === 0 && (
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
          aria-label={`${t('room.push')} · ${prompt.stem}`}
          onClick={() => push(store, one.question, one.limit_ms)}
        >
          {t('room.push')}
        </Button>
        {prompt.choices.length > 1 && (
          <Button
            size="small"
            look="quiet"
            disabled={!isOpen}
            aria-label={`${t('room.as_poll')} · ${prompt.stem}`}
            onClick={() => pushPoll(store, one.question)}
          >
            {t('room.as_poll')}
          </Button>
        )}
      </div>
    </li>
  );
}

function stemOf(one: ActivityView): string {
  return one.kind === 'poll' ? one.stem : one.prompt.stem;
}

/** What the class is busy with, and all that can be done with it. */
function Running({ store, one }: { store: RoomStore; one: ActivityView }) {
  const left = useLeft(store, one);
  const { people, presence } = store.model.value;
  const { expected } = presence;
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
function Explained({ one }: { one: QuizView }) {
  const known = choicesOf(one);
  const isClaim = one.prompt.kind === 'true_false';
  const right = rightOnes(one.key).map((id) => {
    const at = known.findIndex((choice) => choice.id === id);
    return at < 0 || isClaim ? (known[at]?.text ?? id) : letterOf(at);
  });
  if (right.length === 0 && !one.explanation) return null;
  return (
    <p class={css.explained}>
      {right.length > 0 && <b>{t('room.right_is', { answer: right.join(' / ') })}</b>}{' '}
      {one.explanation}
    </p>
  );
}

function Steps({ store, one }: { store: RoomStore; one: ActivityView }) {
  const { activity } = one;
  const isPoll = one.kind === 'poll';
  return (
    <div class={css.steps}>
      {one.is_open && one.kind === 'quiz' && one.limit_ms !== undefined && (
        <Button
          size="small"
          onClick={() => store.send({ type: 'extend_quiz', activity, add_ms: EXTENSION_MS })}
        >
          {t('room.extend')}
        </Button>
      )}
      {one.is_open && (
        <Button
          size="small"
          look={isPoll ? 'plain' : 'primary'}
          onClick={() => store.send({ type: isPoll ? 'close_poll' : 'close_quiz', activity })}
        >
          {t('room.stop')}
        </Button>
      )}
      {!one.is_shown && (isPoll || !one.is_open) && (
        <Button
          size="small"
          look="primary"
          onClick={() => store.send({ type: isPoll ? 'show_poll' : 'show_quiz', activity })}
        >
          {t('room.show_result')}
        </Button>
      )}
    </div>
  );
}

function Done({ store, one }: { store: RoomStore; one: ActivityView }) {
  const share = rightShare(store.model.value.results[one.activity]);
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
