// Keys of a clicker and of the keyboard that turn pages.

export type Turn = 'next' | 'back' | 'nothing';

const ALWAYS: Record<string, Turn> = { PageDown: 'next', PageUp: 'back' };
const FREE: Record<string, Turn> = {
  ArrowRight: 'next',
  ArrowLeft: 'back',
  ArrowDown: 'next',
  ArrowUp: 'back',
  '.': 'nothing',
  b: 'nothing',
  B: 'nothing',
};

/** Where arrows have a meaning of their own, or something is typed. */
const BUSY =
  'input,textarea,select,[contenteditable],[role=tablist],[role=menu],[role=log],[role=application],[role=radiogroup],[data-scrolls]';

/**
 * What a key means for the pages. A clicker sends PageDown and PageUp, which nothing else in a room
 * needs; arrows and the clicker's key for a black screen count where nothing else wants them.
 */
export function turnOf(event: KeyboardEvent): Turn | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('dialog,[role=dialog]')) return null;
  if (target?.matches('input,textarea,select,[contenteditable]')) return null;
  const always = ALWAYS[event.key];
  if (always) return always;
  return target?.closest(BUSY) ? null : (FREE[event.key] ?? null);
}
