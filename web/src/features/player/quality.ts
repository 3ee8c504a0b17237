// How much of a lesson this page gets now, and what its person chose. The choice stays with the
// device; slides take their width from the level.
import { signal } from '@preact/signals';
import { recall, remember } from '~/lib/settings.ts';
import type { Choice, Level } from './ladder.ts';

/** What there is while an encoder sends one picture: all of it, its sound, or neither. */
export const RUNGS = ['full', 'lean', 'text'] as const;

const known = recall('quality');
export const choice = signal<Choice>(RUNGS.find((one) => one === known) ?? 'auto');

/** What comes now. */
export const level = signal<Level>('full');

export function setChoice(next: Choice): void {
  choice.value = next;
  remember('quality', next === 'auto' ? null : next);
}
