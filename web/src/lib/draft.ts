// What was typed and not sent outlives a closed dialog and a lost page, until it is sent or given
// up. It lies on this device, for this person alone.
import { useState } from 'preact/hooks';
import { recall, remember } from './settings.ts';
import type { Shape } from './shape.ts';

/** What was kept under a name, as far as it still has its shape; null when nothing is left. */
export function readDraft<T>(name: string, shape: Shape<T>): T | null {
  const kept = recall(`draft.${name}`);
  if (kept === null) return null;
  try {
    const found = shape(JSON.parse(kept));
    if (found !== undefined) return found;
  } catch {
    // No draft of this release.
  }
  forgetDraft(name);
  return null;
}

export function forgetDraft(name: string): void {
  remember(`draft.${name}`, null);
}

export interface Draft<T> {
  value: T;
  /** Whether this was typed at an earlier time: the page should say so. */
  isOld: boolean;
  keep(next: T): void;
  /** Starts from what had to be asked for first; nothing is kept yet. */
  begin(start: T): void;
  /** It was sent, or is not wanted any more. */
  forget(): void;
  /** Begins anew, on the page too. */
  discard(): void;
}

/** A draft as a page's state. A page that must ask what it starts from has null until it knows. */
export function useDraft<T>(name: string, start: T, shape: Shape<NonNullable<T>>): Draft<T> {
  const [draft, setDraft] = useState<{ value: T; isOld: boolean }>(() => {
    const found = readDraft(name, shape);
    const isOld = found !== null && JSON.stringify(found) !== JSON.stringify(start);
    return { value: found ?? start, isOld };
  });
  return {
    ...draft,
    keep: (value) => {
      setDraft({ ...draft, value });
      remember(`draft.${name}`, JSON.stringify(value));
    },
    begin: (value) => setDraft({ value, isOld: false }),
    forget: () => forgetDraft(name),
    discard: () => {
      forgetDraft(name);
      setDraft({ value: start, isOld: false });
    },
  };
}
