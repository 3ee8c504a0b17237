import { signal } from '@preact/signals';
import { me } from './session.ts';

// What this device remembers of how its user likes to read.

export type Theme = 'system' | 'light' | 'dark';
export type TextSize = '100' | '115' | '130';

export const theme = signal<Theme>('system');
export const textSize = signal<TextSize>('100');
export const contrast = signal(false);

/** What belongs to a person, not to the device: on a shared computer nobody reads another's. */
const PERSONAL = /^(draft|replay)\./;

/** Where a value lies; null when it belongs to a person and nobody is signed in. */
function place(key: string): string | null {
  if (!PERSONAL.test(key)) return `xt.${key}`;
  const person = me.peek()?.id;
  return person ? `xt.${person}.${key}` : null;
}

/** Reads one remembered value; private windows may forbid storage. */
export function recall(key: string): string | null {
  try {
    const at = place(key);
    return at && localStorage.getItem(at);
  } catch {
    return null;
  }
}

/** Remembers one value, or forgets it. */
export function remember(key: string, value: string | null): void {
  try {
    const at = place(key);
    if (at && value === null) localStorage.removeItem(at);
    else if (at) localStorage.setItem(at, value ?? '');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Applies the remembered look before anything is drawn, and follows the system's. */
export function startLook(): void {
  const stored = recall('theme');
  theme.value = stored === 'light' || stored === 'dark' ? stored : 'system';
  const size = recall('size');
  textSize.value = size === '115' || size === '130' ? size : '100';
  contrast.value = recall('contrast') === 'more';
  matchMedia('(prefers-color-scheme: dark)').addEventListener?.('change', applyLook);
  matchMedia('(prefers-contrast: more)').addEventListener?.('change', applyLook);
  applyLook();
}

export function setTheme(next: Theme): void {
  theme.value = next;
  remember('theme', next === 'system' ? null : next);
  applyLook();
}

export function setTextSize(next: TextSize): void {
  textSize.value = next;
  remember('size', next === '100' ? null : next);
  applyLook();
}

export function setContrast(more: boolean): void {
  contrast.value = more;
  remember('contrast', more ? 'more' : null);
  applyLook();
}

function applyLook(): void {
  const root = document.documentElement;
  const dark =
    theme.value === 'dark' ||
    (theme.value === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  root.dataset.size = textSize.value;
  const more = contrast.value || matchMedia('(prefers-contrast: more)').matches;
  root.dataset.contrast = more ? 'more' : 'normal';
}
