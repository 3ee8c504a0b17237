import type { PreparedQuestion } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';

/** The answer of a question that has no choices to mark. */
export function answerText({ question: { key } }: PreparedQuestion): string {
  if (key?.kind === 'truth') return t('prepare.answer_is', { answer: t(`prepare.${key.value}`) });
  if (key?.kind === 'text') return t('prepare.answer_is', { answer: key.accepted.join(' / ') });
  return '';
}

/** Whether a choice is marked as right. */
export function isRight(one: PreparedQuestion, choice: string): boolean {
  return one.question.key?.kind === 'choices' && one.question.key.choices.includes(choice);
}
