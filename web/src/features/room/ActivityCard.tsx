import { useEffect, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { clockSeconds } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Field } from '~/ui/Field.tsx';
import { Told } from '~/ui/Live.tsx';
import css from './activity.module.css';
import { answerOf, mineOf, wordsOf } from './answer.ts';
import { Options } from './Options.tsx';
import { kindText, Results, rightNames } from './results.tsx';
import type { RoomStore } from './store.ts';
import { useLeft } from './use_left.ts';
import { verdictOf } from './verdict.ts';
import type { ActivityView } from './wire.ts';

const SOON_MS = 10_000;

/** What is chosen or typed here; it follows what the server keeps, wherever that was sent from. */
function useAnswer(store: RoomStore, one: ActivityView) {
  // A vote stands; of an anonymous one nobody is told again which it was.
  const isFinal = one.kind === 'poll' && one.voted;
  const draft = isFinal ? undefined : store.draftOf(one.activity);
  const [chosen, setChosen] = useState(draft?.chosen ?? mineOf(one));
  const [text, setText] = useState(draft?.text ?? wordsOf(one));
  const [keptMs, setKept] = useState(one.mine_ms);
  useEffect(() => {
    if (one.mine_ms === keptMs) return;
    setKept(one.mine_ms);
    setChosen(mineOf(one));
    setText(wordsOf(one));
  }, [one.mine_ms]);
  return { chosen, text, setChosen, setText };
}

/** One poll or quiz for a learner: to answer while open, with its result once shown. */
export function ActivityCard(props: { store: RoomStore; one: ActivityView; bare?: boolean }) {
  const { store, one } = props;
  const { chosen, text, setChosen, setText } = useAnswer(store, one);
  const left = useLeft(store, one);
  const isText = one.kind === 'quiz' && one.prompt.kind === 'short_text';
  const several = one.kind === 'poll' ? one.multiple : one.prompt.kind === 'multiple';
  const done = one.kind === 'poll' ? one.voted : one.mine !== undefined;
  const mayAnswer = one.is_open && left !== 0 && !(one.kind === 'poll' && one.voted);
  const isNew = isText ? text !== wordsOf(one) : String(chosen) !== String(mineOf(one));
  // Among what was said, what one let pass is no more than its words.
  const isPassed = !props.bare && !one.is_open && !done;
  const ready = (isText ? text.trim() !== '' : chosen.length > 0) && (isNew || !done);
  // A vote on its way cannot be changed any more; one that waits for the network can.
  const isSent =
    one.kind === 'poll' &&
    store.pending.value.has(one.activity) &&
    store.link.value.state === 'online';
  const keep = (next: { chosen?: string[]; text?: string }) => {
    if (next.chosen) setChosen(next.chosen);
    if (next.text !== undefined) setText(next.text);
    store.keepDraft(one.activity, { chosen, text, ...next });
  };
  const stem = useRef<HTMLHeadingElement>(null);
  const submit = () => {
    const { activity } = one;
    // The button has done its work and goes; who pressed it by keyboard stays in the question.
    stem.current?.focus({ preventScroll: true });
    if (one.kind === 'poll') {
      store.send({ type: 'vote', activity, choices: chosen });
      return;
    }
    const now = store.quizNowMs(activity);
    const pressed = now === null ? {} : { pressed_at_ms: now };
    const answer = answerOf(one, { chosen, text });
    store.send({ type: 'submit_answer', activity, answer, ...pressed });
  };
  return (
    <article class={css.card} data-bare={props.bare || undefined}>
      <header>
        {!props.bare && <strong>{kindText(one)}</strong>}
        {left !== null && <Countdown one={one} left={left} />}
        {!one.is_open && <span>{t('room.closed')}</span>}
      </header>
      <h3 ref={stem} tabIndex={-1}>
        {one.kind === 'poll' ? one.stem : one.prompt.stem}
      </h3>
      {one.is_shown ? (
        <Results one={one} />
      ) : isPassed ? null : isText ? (
        <Field
          label={t('room.your_answer')}
          value={text}
          onValue={(next) => keep({ text: next })}
          readOnly={!mayAnswer}
          maxLength={200}
        />
      ) : (
        <Options
          one={one}
          several={several}
          chosen={chosen}
          disabled={!mayAnswer}
          onChosen={(next) => keep({ chosen: next })}
        />
      )}
      <Verdict store={store} one={one} left={left} />
      {mayAnswer && (
        <div class={css.submit}>
          {several && chosen.length > 0 && (
            <span>{t('room.chosen', { count: chosen.length })}</span>
          )}
          {left !== null && ready && <span>{t('room.sent_at_end')}</span>}
          <Button
            look={done && !isNew ? 'plain' : 'primary'}
            size="large"
            wide
            disabled={!ready || isSent}
            onClick={submit}
          >
            {done ? t('room.change_answer') : t('room.submit')}
          </Button>
        </div>
      )}
    </article>
  );
}

function Countdown({ one, left }: { one: ActivityView; left: number }) {
  const limit = one.kind === 'quiz' ? (one.limit_ms ?? left) : left;
  const share = limit > 0 ? Math.min(1, left / limit) : 0;
  return (
    <div class={css.countdown} data-soon={left <= SOON_MS || undefined}>
      <time class="figures">{clockText(left)}</time>
      <div aria-hidden="true">
        <i style={{ transform: `scaleX(${share.toFixed(4)})` }} />
      </div>
    </div>
  );
}

/** Where one's own answer stands, in words. */
function Verdict({
  store,
  one,
  left,
}: {
  store: RoomStore;
  one: ActivityView;
  left: number | null;
}) {
  const verdict = verdictOf(one, {
    isWaiting: store.pending.value.has(one.activity),
    isOnline: store.link.value.state === 'online',
    isDurable: store.model.value.isDurable,
    isTimeUp: left === 0,
    isHandedIn: store.handedIn.value.has(one.activity),
  });
  if (!verdict) return null;
  const right = one.is_shown && verdict !== 'right' ? rightNames(one) : '';
  const opened = Date.parse(store.model.value.opened_utc ?? '');
  const hasClock = /^(kept|late)/.test(verdict) && one.mine_ms !== undefined && opened > 0;
  return (
    <div class={css.verdict} data-verdict={verdict}>
      <Told>
        {t(`room.verdict_${verdict}`)}
        {hasClock && <time class="figures"> {clockSeconds(opened + (one.mine_ms ?? 0))}</time>}
        {right && <> · {t('room.right_is', { answer: right })}</>}
      </Told>
      {one.kind === 'quiz' && one.is_shown && one.explanation && <p>{one.explanation}</p>}
    </div>
  );
}
