// A number for everything that is seen on a surface, so that two pages can be told to show the same.
import type { ElementId } from '../wire/operation.ts';
import type { Sight } from './replica.ts';

/**
 * A number for one element as it is seen. A surface's sum is all of them by exclusive or: what
 * appears and what goes costs the same single step.
 */
export function sumOf(id: ElementId, { content, placement }: Sight): number {
  const { dx, dy, sx, sy } = placement;
  const words = 'text' in content ? content.text : '';
  const all = `${id} ${dx} ${dy} ${sx} ${sy} ${words}`;
  let sum = 0x811c9dc5;
  for (let at = 0; at < all.length; at += 1) {
    sum = Math.imul(sum ^ all.charCodeAt(at), 0x01000193);
  }
  return sum;
}
