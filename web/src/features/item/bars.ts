// The answers of a class as bars.
import type { Bar } from '~/ui/Bars.tsx';
import { letterOf } from './choices.ts';
import type { Choice } from './judge.ts';

export interface Answered {
  /** What could be chosen, or what was written. */
  rows: Choice[];
  hasLetters: boolean;
  counts: { choice: string; people: number }[];
  /** How many answered. */
  answered: number;
  /** As counts name them. */
  right: string[];
  own: string[];
}

export interface BarWords {
  /** A count and its share in per cent. */
  figure(values: { people: number; share: number }): string;
  right: string;
  own: string;
}

/** A bar for each row; the right one and one's own are named in words too. */
export function barsOf(one: Answered, words: BarWords): Bar[] {
  const people = new Map(one.counts.map((count) => [count.choice, count.people]));
  return one.rows.map(({ id, text }, at) => {
    const count = people.get(id) ?? 0;
    const share = one.answered > 0 ? count / one.answered : 0;
    return {
      id,
      name: text,
      figure: words.figure({ people: count, share: Math.round(share * 100) }),
      share,
      ...(one.hasLetters && { letter: letterOf(at) }),
      ...(one.right.includes(id) && { mark: words.right }),
      ...(one.own.includes(id) && { own: words.own }),
    };
  });
}
