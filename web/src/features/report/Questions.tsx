import { Link } from 'wouter-preact';
import { barsOf } from '~/features/item/bars.ts';
import { givenChoices, rightChoices, rightShare } from '~/features/item/right.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Bars } from '~/ui/Bars.tsx';
import { Chip } from '~/ui/bits.tsx';
import { EmptyState } from '~/ui/EmptyState.tsx';
import css from './report.module.css';
import type { ActivityReport, AnswerRow, Report } from './shapes.ts';
import { options } from './summary.ts';
import { afterText, answerText } from './words.ts';

interface QuestionsProps {
  report: Report;
  lesson: string;
  isStaff: boolean;
}

/** Each poll and quiz with what was answered; the weakest are the ones to teach again. */
export function Questions({ report, lesson, isStaff }: QuestionsProps) {
  if (report.activities.length === 0) {
    return (
      <EmptyState
        drawing="board"
        title={t('report.no_questions')}
        text={isStaff ? t('report.no_questions_staff') : ''}
      />
    );
  }
  return (
    <ol class={css.questions}>
      {report.activities.map((one, n) => (
        <Question
          key={one.activity}
          one={one}
          number={n + 1}
          lesson={lesson}
          expected={report.expected}
          isStaff={isStaff}
        />
      ))}
    </ol>
  );
}

interface QuestionProps {
  one: ActivityReport;
  number: number;
  lesson: string;
  expected: number;
  isStaff: boolean;
}

const WEAK_BELOW = 0.6;

function Question({ one, number, lesson, expected, isStaff }: QuestionProps) {
  const share = rightShare(one.answers);
  const kind = one.kind === 'poll' ? 'poll' : one.prompt.kind;
  const at = Math.floor(one.at_ms / 1000);
  const late = one.late ?? [];
  const own = isStaff ? undefined : (one.answers[0] ?? late[0]);
  return (
    <li class={css.question}>
      <p class={css.meta}>
        <b>{number}</b>
        <span>{t(`report.kind_${kind}`)}</span>
        {one.kind === 'quiz' && <span>{t('report.points', { count: one.prompt.points })}</span>}
        {one.kind === 'poll' && one.anonymous && <Chip>{t('report.anonymous')}</Chip>}
        <span class="figures">{t('report.answered_of', { count: one.answered, expected })}</span>
        {isStaff && !one.is_shown && <Chip>{t('report.untold')}</Chip>}
        {isStaff && late.length > 0 && <Chip>{afterText(late)}</Chip>}
        {isStaff && share !== null && (
          <Chip tone={share < WEAK_BELOW ? 'mark' : 'action'}>
            {t('report.right_of', { share: Math.round(share * 100) })}
          </Chip>
        )}
        <Link class={css.moment} href={`/replay/${lesson}?t=${at}`} data-noprint>
          {t('report.moment', { time: clockText(one.at_ms) })}
        </Link>
      </p>
      <h2>{one.stem}</h2>
      <Distribution one={one} own={own} />
      {!isStaff && <Own one={one} own={own} isAfter={!one.answers[0]} />}
      {one.kind === 'quiz' && one.explanation && <p class={css.explanation}>{one.explanation}</p>}
    </li>
  );
}

function optionText(option: { id: string; text?: string }): string {
  return option.text ?? t(option.id === 'true' ? 'report.true' : 'report.false');
}

/** One's own answer in words where bars do not show it. */
function Own(props: { one: ActivityReport; own: AnswerRow | undefined; isAfter: boolean }) {
  const { one, own, isAfter } = props;
  if (!own) {
    const untold = one.counts ? '' : ` ${t('report.not_shown')}`;
    return (
      <p class={css.own}>
        {t('report.not_answered')}
        {untold}
      </p>
    );
  }
  if (one.counts && !isAfter) return null;
  const right = own.right ?? null;
  return (
    <p class={css.own}>
      {isAfter && <Chip>{t('report.after_answer')}</Chip>}{' '}
      {own.answer && t('report.my_answer', { answer: answerText(one, own.answer) })}{' '}
      {right !== null && <b>{t(right ? 'report.right' : 'report.wrong')}</b>}
      {!one.counts && t('report.not_shown')}
    </p>
  );
}

/** Bars where the counts may be seen. */
function Distribution({ one, own }: { one: ActivityReport; own: AnswerRow | undefined }) {
  const right = one.kind === 'quiz' ? rightChoices(one.key) : [];
  const all = options(one);
  const hasLetters = all.length > 1 && all.every((option) => option.text !== undefined);
  const isText = one.kind === 'quiz' && one.prompt.kind === 'short_text';
  if (!one.counts) return null;
  return (
    <Bars
      rows={barsOf(
        {
          rows: all.map((option) => ({ id: option.id, text: optionText(option) })),
          hasLetters: hasLetters && !isText,
          counts: one.counts,
          answered: one.answered,
          right,
          own: givenChoices(own?.answer),
        },
        {
          figure: (values) => t('report.share', values),
          right: t('report.right'),
          own: t('report.mine'),
        },
      )}
    />
  );
}
