// A surface as a PNG.
import { paintGround } from '../draw/background.ts';
import { type Context, paint } from '../draw/paint.ts';
import { type Exported, extent, seen } from './exported.ts';

/** Pixels of a slide's width at scale 1. */
const WIDTH = 1_280;
const PIXELS_MAX = 32_000_000;

export async function exportPng(exported: Exported, scale: number): Promise<Blob> {
  const box = extent(exported);
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  const per = Math.min((scale * WIDTH) / 16_000, Math.sqrt(PIXELS_MAX / (w * h)));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(w * per));
  canvas.height = Math.max(1, Math.round(h * per));
  const context = canvas.getContext('2d', { alpha: false }) as Context;
  context.setTransform(per, 0, 0, per, -box.left * per, -box.top * per);
  const { palette, page, slideHeight, pictures } = exported;
  const { background } = exported.surface;
  paintGround(context, { palette, page, slideHeight, background }, box, per);
  const brush = { palette, pictures, scale: per };
  for (const element of seen(exported)) paint(context, element, brush);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  canvas.width = 0;
  if (!blob) throw new Error('the browser could not write a PNG');
  return blob;
}
