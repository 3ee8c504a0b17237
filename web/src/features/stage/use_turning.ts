import { useEffect, useRef } from 'preact/hooks';

/** So far a finger goes before it is meant. */
const FAR_PX = 48;

/**
 * Tells of keys that are pressed within an element, and of a finger that swept across it, which is
 * an arrow key as well. A key is used up when the answer says so.
 */
export function useTurning(
  box: { current: HTMLElement | null },
  onKey: (key: string, isSwept: boolean) => boolean,
) {
  const latest = useRef(onKey);
  latest.current = onKey;
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let from: { x: number; y: number } | null = null;
    const down = ({ touches }: TouchEvent) => {
      const [one] = touches;
      from = one && touches.length === 1 ? { x: one.clientX, y: one.clientY } : null;
    };
    const up = ({ changedTouches: [one] }: TouchEvent) => {
      if (!from || !one) return;
      const [x, y] = [one.clientX - from.x, one.clientY - from.y];
      from = null;
      if (Math.abs(x) > FAR_PX && Math.abs(x) > 2 * Math.abs(y)) {
        latest.current(x < 0 ? 'ArrowRight' : 'ArrowLeft', true);
      }
    };
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (!latest.current(event.key, false)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    element.addEventListener('keydown', press);
    element.addEventListener('touchstart', down, { passive: true });
    element.addEventListener('touchend', up, { passive: true });
    return () => {
      element.removeEventListener('keydown', press);
      element.removeEventListener('touchstart', down);
      element.removeEventListener('touchend', up);
    };
  }, [box]);
}
