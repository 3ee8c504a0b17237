// Which choices or words are right or were given, as they are shown and as counts name them.
import type { Answer, Key } from './judge.ts';
import { normal } from './normal.ts';

/** The choices that are right, or the right words as the teacher wrote them. */
export function rightOnes(key: Key | null | undefined): string[] {
  if (!key) return [];
  if (key.kind === 'choices') return key.choices;
  return key.kind === 'truth' ? [String(key.value)] : key.accepted;
}

/** The same as counts name them. */
export function rightChoices(key: Key | null | undefined): string[] {
  return key?.kind === 'text' ? key.accepted.map(normal) : rightOnes(key);
}

/** What was given, as counts name it. */
export function givenChoices(answer: Answer | null | undefined): string[] {
  if (!answer) return [];
  if (answer.kind === 'choices') return answer.choices;
  return [answer.kind === 'truth' ? String(answer.value) : normal(answer.text)];
}

/** The share of right answers among those judged, 0 to 1; null while none is. */
export function rightShare(rows: { right?: boolean | null }[]): number | null {
  const judged = rows.filter((row) => row.right != null);
  if (judged.length === 0) return null;
  return judged.filter((row) => row.right).length / judged.length;
}
