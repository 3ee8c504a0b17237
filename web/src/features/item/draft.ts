// A question on the form, before it is sent.

import type { PreparedQuestion, Question, QuestionKind } from '~/api/shapes.ts';
import { fieldsOf, flag, listOf, oneOf, type Shape, text } from '~/lib/shape.ts';
import { letterOf } from './choices.ts';

export interface QuestionDraft {
  kind: QuestionKind;
  stem: string;
  choices: { text: string; right: boolean }[];
  /** Whether a claim is true; empty until somebody says so. */
  truth: '' | 'true' | 'false';
  accepted: string;
  points: string;
  explanation: string;
  seconds: string;
}

/** Of a question, and of a poll asked in class. */
export const CHOICES_MAX = 10;

export function emptyQuestion(kind: QuestionKind = 'single'): QuestionDraft {
  const choices = Array.from({ length: 4 }, () => ({ text: '', right: false }));
  const texts = { stem: '', accepted: '', explanation: '', points: '1', seconds: '60' };
  return { kind, choices, truth: '', ...texts };
}

/** A question as it was kept; what of it does not fit is as in an empty one. */
export const questionShape: Shape<QuestionDraft> = fieldsOf<QuestionDraft>(
  {
    kind: oneOf('single', 'multiple', 'true_false', 'short_text'),
    stem: text,
    choices: listOf(fieldsOf<QuestionDraft['choices'][number]>({ text, right: flag }, {})),
    truth: oneOf('', 'true', 'false'),
    accepted: text,
    points: text,
    explanation: text,
    seconds: text,
  },
  emptyQuestion(),
);

export function draftOfQuestion({ question, limit_ms }: PreparedQuestion): QuestionDraft {
  const { prompt, key } = question;
  const right = key?.kind === 'choices' ? key.choices : [];
  const start = emptyQuestion(prompt.kind);
  return {
    ...start,
    stem: prompt.stem,
    points: String(prompt.points),
    choices: prompt.choices.length
      ? prompt.choices.map((one) => ({ text: one.text, right: right.includes(one.id) }))
      : start.choices,
    truth: key?.kind === 'truth' ? (key.value ? 'true' : 'false') : '',
    accepted: key?.kind === 'text' ? key.accepted.join('\n') : '',
    explanation: question.explanation ?? '',
    seconds: limit_ms ? String(limit_ms / 1000) : '',
  };
}

export const hasChoices = (kind: QuestionKind) => kind === 'single' || kind === 'multiple';

/** What stands in the way of saving; null when nothing does. */
export function fault(draft: QuestionDraft): 'stem' | 'choices' | 'key' | 'accepted' | null {
  if (!draft.stem.trim()) return 'stem';
  if (hasChoices(draft.kind)) {
    const filled = draft.choices.filter((one) => one.text.trim());
    if (filled.length < 2) return 'choices';
    const right = filled.filter((one) => one.right).length;
    if (right < 1 || (draft.kind === 'single' && right > 1)) return 'key';
  }
  if (draft.kind === 'true_false' && !draft.truth) return 'key';
  if (draft.kind === 'short_text' && !draft.accepted.trim()) return 'accepted';
  return null;
}

/** The question as the server takes it: empty options dropped, letters given in order. */
export function questionOf(draft: QuestionDraft): Question {
  const filled = hasChoices(draft.kind) ? draft.choices.filter((one) => one.text.trim()) : [];
  const choices = filled.map((one, at) => ({
    id: letterOf(at).toLowerCase(),
    text: one.text.trim(),
  }));
  const prompt = {
    kind: draft.kind,
    stem: draft.stem.trim(),
    choices,
    points: Number(draft.points) || 1,
  };
  const explanation = draft.explanation.trim() || null;
  if (draft.kind === 'true_false') {
    return { prompt, key: { kind: 'truth', value: draft.truth === 'true' }, explanation };
  }
  if (draft.kind === 'short_text') {
    const accepted = draft.accepted.split('\n').map((line) => line.trim());
    return { prompt, key: { kind: 'text', accepted: accepted.filter(Boolean) }, explanation };
  }
  const right = choices.filter((_, at) => filled[at]?.right).map((one) => one.id);
  return { prompt, key: { kind: 'choices', choices: right }, explanation };
}

export const limitOf = (draft: QuestionDraft) =>
  Number(draft.seconds) > 0 ? Number(draft.seconds) * 1000 : null;
