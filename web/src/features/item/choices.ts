// What a question offers, and what its choices are called by.
import { t } from '~/lib/i18n.ts';
import type { Choice } from './judge.ts';

/** The letter a choice has on an answer sheet, counted from 0; choices after Z have none. */
export function letterOf(at: number): string {
  return at >= 0 && at < 26 ? String.fromCharCode(65 + at) : '';
}

/** What can be chosen; a claim offers true and false. Needs the texts `room`. */
export function offered(one: { kind: string; choices: Choice[] }): Choice[] {
  if (one.kind !== 'true_false') return one.choices;
  return [
    { id: 'true', text: t('room.true') },
    { id: 'false', text: t('room.false') },
  ];
}

/** Whether the choices of a question have letters: a claim's two answers are words already. */
export function hasLetters(kind: string): boolean {
  return kind !== 'true_false';
}
