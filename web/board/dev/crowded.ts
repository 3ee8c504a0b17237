// A surface after three hours of class: seeded, so that everyone measures the same.
import { Surface } from '../state/surface.ts';
import { strokeOf } from '../wire/encode.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';
import { randomId, scribble, seeded, whole } from './seeded.ts';

/** Strokes of 20 to 100 points over a slide, nine of ten with the pen. */
export function crowded(name: string, by: string, count: number): Uint8Array {
  const chance = seeded(20_000);
  const surface = new Surface(name);
  for (let n = 0; n < count; n++) {
    const isPen = chance() < 0.9;
    const style = {
      tool: isPen ? 0 : 1,
      colour: whole(chance, 0, 6),
      width: isPen ? whole(chance, 30, 80) : 280,
    };
    const x = whole(chance, 200, 15_800);
    const y = whole(chance, 200, 8_800);
    const content = strokeOf(style, scribble(chance, whole(chance, 20, 100), x, y));
    surface.apply({ type: 'add', elements: [{ id: randomId(chance), content }] }, by);
  }
  return encodeSnapshot(surface);
}
