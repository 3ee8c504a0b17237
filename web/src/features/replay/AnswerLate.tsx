import { useEffect, useRef, useState } from 'preact/hooks';
import { codeText } from '~/api/problem.ts';
import { useDraft } from '~/lib/draft.ts';
import { t } from '~/lib/i18n.ts';
import { isStuck } from '~/lib/outbox.ts';
import { fieldsOf, listOf, text } from '~/lib/shape.ts';
import { Button } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Told } from '~/ui/Live.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import { type AnswerDraft, AnswerForm, NO_ANSWER } from '../item/AnswerForm.tsx';
import { hasLetters, letterOf, offered } from '../item/choices.ts';
import { givenChoices, rightOnes } from '../item/right.ts';
import css from './answer_late.module.css';
import type { Late, LateAnswers } from './late.ts';
import { Outcome } from './Outcome.tsx';
import type { Asked } from './story.ts';

const draftShape = fieldsOf<AnswerDraft>({ chosen: listOf(text), text }, NO_ANSWER);

/** A question that one missed; what the class answered is not in sight before one has. */
export function AnswerLate({ one, late }: { one: Asked; late: LateAnswers }) {
  const draft = useDraft(`late.${one.activity}`, NO_ANSWER, draftShape);
  const [isLooking, setLooking] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const isKnown = one.counts !== undefined || one.key !== undefined;
  const give = (answer: Parameters<LateAnswers['give']>[1]) =>
    attempt(async () => {
      await late.give(one, answer);
      draft.forget();
    });
  if (isLooking) {
    return (
      <>
        <Outcome one={one} />
        <Button size="small" onClick={() => setLooking(false)}>
          {t('replay.answer_after_all')}
        </Button>
      </>
    );
  }
  return (
    <div class={css.answer}>
      <AnswerForm
        name={`late-${one.activity}`}
        asked={one}
        draft={draft.value}
        isBusy={isBusy}
        onDraft={draft.keep}
        onAnswer={(answer) => void give(answer)}
      />
      <Failure of={failure} />
      {isKnown && (
        <Button size="small" look="quiet" onClick={() => setLooking(true)}>
          {t('replay.look_only')}
        </Button>
      )}
    </div>
  );
}

/** What one answered late, and what is told of it. */
export function LateVerdict(props: { one: Asked; late: LateAnswers; found: Late }) {
  const { one, late, found } = props;
  // Who pressed by keyboard stays in the question when its form has gone.
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const active = document.activeElement;
    if (!active || active === document.body) line.current?.focus({ preventScroll: true });
  }, []);
  if (found.state === 'refused') {
    return (
      <div class={css.verdict} ref={line} tabIndex={-1} data-verdict="refused">
        <Told>{codeText(found.code)}</Told>
        <Button size="small" onClick={() => void late.giveUp(found.id)}>
          {t('replay.understood')}
        </Button>
      </div>
    );
  }
  const { told, state } = found;
  const key = told.key ?? one.key;
  const verdict = told.right == null ? 'kept' : told.right ? 'right' : 'wrong';
  const words = {
    right: t('room.verdict_right'),
    wrong: t('room.verdict_wrong'),
    kept: t(one.kind === 'poll' ? 'replay.late_voted' : 'replay.late_untold'),
  };
  return (
    <>
      <div class={css.verdict} ref={line} tabIndex={-1} data-verdict={verdict}>
        <Told>
          <b>{words[verdict]}</b>
          {verdict === 'wrong' && key && (
            <> · {t('room.right_is', { answer: names(one, rightOnes(key)) })}</>
          )}
        </Told>
        <p>
          {t('replay.you_answered', {
            answer:
              told.answer.kind === 'text'
                ? told.answer.text
                : names(one, givenChoices(told.answer)),
          })}
          {' · '}
          {state === 'waiting'
            ? t(isStuck.value ? 'room.verdict_waits_online' : 'room.verdict_sending')
            : t('replay.late_marked')}
        </p>
        {!one.counts && told.explanation && <p>{told.explanation}</p>}
      </div>
      {one.counts && <Outcome one={one} mine={givenChoices(told.answer)} />}
    </>
  );
}

/** What options are called by, in one line. */
function names(one: Asked, ids: string[]): string {
  const known = offered(one);
  const name = (id: string) => {
    const at = known.findIndex((choice) => choice.id === id);
    if (at < 0) return id;
    const letter = hasLetters(one.kind) ? `${letterOf(at)} ` : '';
    return `${letter}${known[at]?.text ?? ''}`;
  };
  return ids.map(name).join(' / ');
}
