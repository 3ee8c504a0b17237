// What is painted above what. The fold knows only the order of adding; this is the one place that
// makes the order of painting of it.
import type { Element } from './surface.ts';

/** Pictures lie beneath everything that was written, and else what was added later lies above. */
export function byPaint(a: Element, b: Element): number {
  const isPictureA = a.content.kind === 'image';
  const isPictureB = b.content.kind === 'image';
  if (isPictureA !== isPictureB) return isPictureA ? -1 : 1;
  return a.order - b.order;
}
