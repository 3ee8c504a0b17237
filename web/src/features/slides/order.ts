// The run-down of a lesson: pages in order, and between them the questions that were placed there.
import type { LessonDeck, Surface } from './deck.ts';

/** Behind which page a question comes. */
export interface After {
  deck: string;
  page: number;
}
export interface Placed {
  id: string;
  after?: After | null;
}

export type Step<Q extends Placed> =
  | {
      kind: 'page';
      key: string;
      surface: Surface & { kind: 'slide' };
      deck: LessonDeck;
      at: number;
    }
  | { kind: 'question'; key: string; question: Q };

/**
 * Questions without a place come last, in their own order; so do those whose page is gone.
 * Among the questions behind one page their own order stands.
 */
export function runDownOf<Q extends Placed>(
  decks: readonly LessonDeck[],
  questions: readonly Q[],
): Step<Q>[] {
  const behind = new Map<string, Q[]>();
  for (const one of questions) {
    const key = one.after ? `${one.after.deck}/${one.after.page}` : '';
    behind.set(key, [...(behind.get(key) ?? []), one]);
  }
  const steps: Step<Q>[] = [];
  const placed = new Set<string>();
  for (const deck of decks) {
    for (const [at, { page }] of deck.pages.entries()) {
      const key = `${deck.id}/${page}`;
      const surface = { kind: 'slide', deck: deck.id, page } as const;
      steps.push({ kind: 'page', key, surface, deck, at });
      for (const question of behind.get(key) ?? []) {
        placed.add(question.id);
        steps.push({ kind: 'question', key: question.id, question });
      }
    }
  }
  const rest = questions.filter((one) => !placed.has(one.id));
  for (const question of rest) steps.push({ kind: 'question', key: question.id, question });
  return steps;
}
