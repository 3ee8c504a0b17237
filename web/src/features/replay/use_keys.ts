import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from './note.ts';

/**
 * Keys of the player. Space and arrows work wherever nobody types; a single letter only while the
 * focus is in the player, for a voice that writes by dictation would press it by chance.
 */
export function useKeys(
  keys: Record<string, () => void>,
  stage: RefObject<HTMLElement | null>,
): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const at = event.target instanceof Element ? event.target : null;
      if (event.key === ' ' && at?.closest('button,a,summary')) return;
      // Up and down belong to what scrolls, unless the picture has the focus or nothing has.
      if (at?.closest('[data-scrolls]') && /^Arrow(Up|Down)$/.test(event.key)) return;
      if (at?.closest('[role=tablist]') && event.key.startsWith('Arrow')) return;
      if (at?.closest('dialog')) return;
      const run = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      const isLetter = event.key.length === 1 && event.key !== ' ';
      if (!run || (isLetter && !stage.current?.contains(event.target as Node))) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}
