// Judging an answer against a key; the twin of crates/item judge.rs. Both run
// docs/protocol/golden/item.json.
import { normal } from './normal.ts';

export interface Choice {
  id: string;
  text: string;
}
export interface Prompt {
  kind: 'single' | 'multiple' | 'true_false' | 'short_text';
  choices: Choice[];
  points: number;
}
export type Key =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; accepted: string[] };
export type Answer =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; text: string };
export interface Judgement {
  /** Null when the question has no key. */
  right: boolean | null;
  points: number;
  /** Under which keys the answer is counted. */
  keys: string[];
}

const TEXT_CHARS_MAX = 200;

/** The code of why an answer is not one to its question; null when it is. */
function choicesError(prompt: Prompt, chosen: string[]): string | null {
  if (chosen.length === 0) return 'answer.empty';
  const most = prompt.kind === 'multiple' ? prompt.choices.length : 1;
  if (chosen.length > most) return 'answer.too_many_choices';
  for (const [n, id] of chosen.entries()) {
    if (!prompt.choices.some((choice) => choice.id === id)) return 'answer.unknown_choice';
    if (chosen.indexOf(id) < n) return 'answer.duplicate_choice';
  }
  return null;
}

/** The keys under which an answer is counted, or the code of why it cannot be. */
function countKeys(prompt: Prompt, answer: Answer): string[] | string {
  const isChoice = prompt.kind === 'single' || prompt.kind === 'multiple';
  if (isChoice && answer.kind === 'choices') {
    return choicesError(prompt, answer.choices) ?? answer.choices;
  }
  if (prompt.kind === 'true_false' && answer.kind === 'truth') return [String(answer.value)];
  if (prompt.kind === 'short_text' && answer.kind === 'text') {
    if ([...answer.text].length > TEXT_CHARS_MAX) return 'answer.too_long';
    const text = normal(answer.text);
    return text === '' ? 'answer.empty' : [text];
  }
  return 'answer.wrong_kind';
}

function isRight(key: Key, given: string[]): boolean {
  switch (key.kind) {
    case 'choices':
      return key.choices.length === given.length && given.every((id) => key.choices.includes(id));
    case 'truth':
      return given[0] === String(key.value);
    case 'text':
      return key.accepted.some((one) => normal(one) === given[0]);
  }
}

/** Judges an answer; a text is the stable code of why it is none. */
export function judge(prompt: Prompt, key: Key | undefined, answer: Answer): Judgement | string {
  const keys = countKeys(prompt, answer);
  if (typeof keys === 'string') return keys;
  const right = key ? isRight(key, keys) : null;
  return { right, points: right ? prompt.points : 0, keys };
}
