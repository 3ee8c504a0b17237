import type { Key } from './wire.ts';

/** The choices or words that count as right. */
export function rightOnes(key: Key | undefined): string[] {
  if (!key) return [];
  if (key.kind === 'choices') return key.choices;
  return key.kind === 'truth' ? [String(key.value)] : key.accepted;
}
