// A list whose rows are brought into another order by dragging a grip, with mouse, pen or finger;
// the arrow keys on the grip do the same.
import type { RefObject, TargetedEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { givesWay, landing, type Span } from './drag_order.ts';

/** So near to the edge of the window the page scrolls, and so far each time. */
const EDGE_PX = 72;
const SCROLL_PX = 12;
const SCROLL_MS = 16;

const STEPS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

interface Dragging {
  from: number;
  to: number;
  by: number;
  rows: readonly Span[];
}

type Pressed = TargetedEvent<HTMLElement, PointerEvent>;
type Typed = TargetedEvent<HTMLElement, KeyboardEvent>;

interface DragOrder<E extends HTMLElement> {
  /** The list; its children are the rows. */
  list: RefObject<E | null>;
  /** The row that is being dragged. */
  dragged: number | null;
  /** What a row's grip listens to. */
  grip(at: number): {
    onPointerDown: (event: Pressed) => void;
    onKeyDown: (event: Typed) => void;
  };
  /** How a row stands while one is dragged. */
  styleOf(at: number): { transform?: string };
}

/** @param onMove a row is to take another's place. */
export function useDragOrder<E extends HTMLElement>(
  count: number,
  onMove: (from: number, to: number) => void,
): DragOrder<E> {
  const list = useRef<E>(null);
  const [dragging, setDragging] = useState<Dragging | null>(null);
  const stop = useRef<(() => void) | null>(null);
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => () => stop.current?.(), []);
  const begin = (at: number, event: Pressed) => {
    if (event.button !== 0 || !list.current || stop.current) return;
    event.preventDefault();
    const grip = event.currentTarget;
    grip.focus({ preventScroll: true });
    const rows = [...list.current.children].map((row) => {
      const { top, height } = row.getBoundingClientRect();
      return { top: top + scrollY, height };
    });
    stop.current = follow(grip, event, {
      moves: (by) => setDragging({ from: at, to: landing(rows, at, by), by, rows }),
      ends: (by) => {
        stop.current = null;
        setDragging(null);
        const to = by === null ? at : landing(rows, at, by);
        if (to !== at) move.current(at, to);
      },
    });
  };
  const press = (at: number, event: Typed) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const to = at + step;
    if (to >= 0 && to < count) move.current(at, to);
  };
  return {
    list,
    dragged: dragging?.from ?? null,
    grip: (at) => ({
      onPointerDown: (event) => begin(at, event),
      onKeyDown: (event) => press(at, event),
    }),
    styleOf: (at) => {
      if (!dragging) return {};
      const { from, to, by, rows } = dragging;
      const px = at === from ? by : givesWay(rows, from, to, at);
      return px === 0 ? {} : { transform: `translateY(${px}px)` };
    },
  };
}

interface Follower {
  moves(by: number): void;
  /** @param by how far it was dragged; null when it was given up. */
  ends(by: number | null): void;
}

/** Follows one pointer until it is lifted, scrolling at the edges; gives what stops it. */
function follow(grip: HTMLElement, first: PointerEvent, { moves, ends }: Follower): () => void {
  const { pointerId, clientY: firstY } = first;
  const firstScroll = scrollY;
  let lastY = firstY;
  const by = () => lastY - firstY + scrollY - firstScroll;
  const over = new AbortController();
  const { signal } = over;
  const finish = (how: number | null) => {
    over.abort();
    clearInterval(timer);
    ends(how);
  };
  const timer = setInterval(() => {
    const step = lastY < EDGE_PX ? -SCROLL_PX : lastY > innerHeight - EDGE_PX ? SCROLL_PX : 0;
    if (!step) return;
    scrollBy(0, step);
    moves(by());
  }, SCROLL_MS);
  // What the pointer does is the grip's, wherever it goes.
  grip.setPointerCapture?.(pointerId);
  const on = (kind: 'pointermove' | 'pointerup' | 'pointercancel', run: () => void) =>
    grip.addEventListener(
      kind,
      (event) => {
        if (event.pointerId !== pointerId) return;
        lastY = event.clientY;
        run();
      },
      { signal },
    );
  on('pointermove', () => moves(by()));
  on('pointerup', () => finish(by()));
  on('pointercancel', () => finish(null));
  const givesUp = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finish(null);
  };
  addEventListener('keydown', givesUp, { signal });
  moves(0);
  return () => finish(null);
}
