// Answers in words.
import { rightShare } from '~/features/item/right.ts';
import { t } from '~/lib/i18n.ts';
import type { ActivityReport, AnswerRow } from './shapes.ts';
import { answerMark } from './summary.ts';

/** An answer as short as a table's cell; true and false are words, for a cross looks like a mark. */
export function answerText(one: ActivityReport, answer: NonNullable<AnswerRow['answer']>): string {
  if (answer.kind === 'truth') return t(answer.value ? 'report.true' : 'report.false');
  return answerMark(one, answer);
}

/** How many answered a question after the lesson, and how many of them rightly. */
export function afterText(rows: AnswerRow[]): string {
  const count = rows.length;
  if (rightShare(rows) === null) return t('report.after_people', { count });
  return t('report.after_right', { count, right: rows.filter((row) => row.right).length });
}
