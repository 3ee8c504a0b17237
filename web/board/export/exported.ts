// What an export is made of.
import type { Pictures } from '../draw/paint.ts';
import type { Palette } from '../draw/palette.ts';
import { boundsOf, union } from '../state/geometry.ts';
import { byPaint } from '../state/stack.ts';
import type { Element, Surface } from '../state/surface.ts';
import type { Bounds } from '../wire/operation.ts';

export interface Exported {
  surface: Surface;
  palette: Palette;
  pictures: Pictures;
  page: CanvasImageSource | null;
  slideHeight: number | null;
}

export function seen({ surface }: Exported): Element[] {
  return surface.elements.filter(({ erased }) => !erased).sort(byPaint);
}

/** The slide, or what is drawn on an infinite board with some margin. */
export function extent(exported: Exported): Bounds {
  const { slideHeight } = exported;
  if (slideHeight !== null) return { left: 0, top: 0, right: 16_000, bottom: slideHeight };
  let box: Bounds | null = null;
  for (const element of seen(exported)) box = union(box, boundsOf(element, 300));
  return box ?? { left: 0, top: 0, right: 16_000, bottom: 9_000 };
}
