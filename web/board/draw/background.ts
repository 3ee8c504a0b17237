// What lies under the ink: paper, its ruling, and a slide's page.
import type { Background, Bounds } from '../wire/operation.ts';
import type { Context } from './paint.ts';
import type { Palette } from './palette.ts';

/** Units between two lines. */
const GAP = 500;

export interface Ground {
  palette: Palette;
  background: Background;
  /** A slide's page; it covers the whole slide. */
  page: CanvasImageSource | null;
  slideHeight: number | null;
}

/** Paints the ground of a box of units; the context goes from units to pixels. */
export function paintGround(context: Context, ground: Ground, box: Bounds, scale: number): void {
  const { palette, page, slideHeight } = ground;
  const { left, top, right, bottom } = box;
  context.fillStyle = palette.paper;
  context.fillRect(left, top, right - left, bottom - top);
  if (page && slideHeight !== null) context.drawImage(page, 0, 0, 16_000, slideHeight);
  else rule(context, ground, box, scale);
}

function rule(context: Context, { palette, background }: Ground, box: Bounds, scale: number): void {
  if (background === 'plain') return;
  let gap = GAP;
  while (gap * scale < 14) gap *= 2;
  const from = (edge: number) => Math.floor(edge / gap) * gap;
  const pixel = 1 / scale;
  context.fillStyle = palette.ruling;
  if (background === 'dots') {
    const size = 2.2 * pixel;
    for (let y = from(box.top); y <= box.bottom; y += gap) {
      for (let x = from(box.left); x <= box.right; x += gap) {
        context.fillRect(x - size / 2, y - size / 2, size, size);
      }
    }
    return;
  }
  for (let y = from(box.top); y <= box.bottom; y += gap) {
    context.fillRect(box.left, y, box.right - box.left, pixel);
  }
  if (background === 'lines') return;
  for (let x = from(box.left); x <= box.right; x += gap) {
    context.fillRect(x, box.top, pixel, box.bottom - box.top);
  }
}
