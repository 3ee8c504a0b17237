// A learner's own answer: what of it the server keeps, and what is chosen or typed and not sent.
import { givenChoices } from '../item/right.ts';
import type { ActivityView, Answer, QuizView } from './wire.ts';

/** What a learner has chosen or typed and not sent yet. */
export interface Draft {
  chosen: string[];
  text: string;
}

/** The options, or words, this person chose. */
export function mineOf(one: ActivityView): string[] {
  return one.kind === 'poll' ? (one.mine ?? []) : givenChoices(one.mine);
}

/** The words this person handed in. */
export function wordsOf(one: ActivityView): string {
  return one.kind === 'quiz' && one.mine?.kind === 'text' ? one.mine.text : '';
}

export function answerOf(one: ActivityView, { chosen, text }: Draft): Answer {
  if (one.kind === 'quiz' && one.prompt.kind === 'short_text') {
    return { kind: 'text', text: text.trim() };
  }
  return one.kind === 'quiz' && one.prompt.kind === 'true_false'
    ? { kind: 'truth', value: chosen[0] === 'true' }
    : { kind: 'choices', choices: chosen };
}

/** What would be lost at the end; null when there is nothing, or the server keeps it already. */
export function unsentAnswer(one: QuizView, draft: Draft | undefined): Answer | null {
  if (!draft) return null;
  const isText = one.prompt.kind === 'short_text';
  const text = draft.text.trim();
  if (isText ? !text || text === wordsOf(one) : !draft.chosen.length) return null;
  const isKept = String([...draft.chosen].sort()) === String([...mineOf(one)].sort());
  return !isText && isKept ? null : answerOf(one, draft);
}
