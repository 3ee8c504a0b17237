// Chance that can be repeated, and ink made by it: for tests and measurements.
import { strokeOf } from '../wire/encode.ts';
import {
  type Action,
  BACKGROUNDS,
  type Content,
  type Placement,
  SHAPES,
} from '../wire/operation.ts';

export type Chance = () => number;

/** Numbers from 0 to below 1 (mulberry32). */
export function seeded(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const whole = (chance: Chance, from: number, to: number) =>
  from + Math.floor(chance() * (to - from + 1));

export function randomId(chance: Chance): string {
  const half = () => whole(chance, 0, 0xffff_ffff).toString(16).padStart(8, '0');
  return half() + half();
}

/** A hand's movement: it turns smoothly, and presses harder where it is slow. */
export function scribble(chance: Chance, count: number, x: number, y: number): number[] {
  const points: number[] = [];
  let heading = chance() * 2 * Math.PI;
  let turn = 0;
  let pressure = 110;
  let [px, py] = [x, y];
  for (let n = 0; n < count; n++) {
    points.push(Math.round(px), Math.round(py), 8 * Math.round(pressure / 8));
    turn = 0.8 * turn + (chance() - 0.5) * 0.5;
    heading += turn;
    const step = 28 + 40 * (1 - Math.min(1, Math.abs(turn)));
    px += step * Math.cos(heading);
    py += step * Math.sin(heading);
    pressure = Math.min(240, Math.max(24, pressure + (chance() - 0.5) * 14));
  }
  return points;
}

const TEXTS = ['x²+y²=r²', '朱批:此处不对', 'Why?\nBecause.', '\\frac{a}{b}', '杏坛 🌸'];

export function randomContent(chance: Chance): Content {
  const colour = whole(chance, 0, 7);
  const width = whole(chance, 20, 240);
  const [x, y] = [whole(chance, 0, 15_000), whole(chance, 0, 8_500)];
  const box = { x, y, w: whole(chance, 1, 4_000), h: whole(chance, 1, 3_000) };
  const text = TEXTS[whole(chance, 0, TEXTS.length - 1)] as string;
  switch (whole(chance, 0, 7)) {
    case 0:
      return {
        kind: 'shape',
        shape: SHAPES[whole(chance, 0, SHAPES.length - 1)] as (typeof SHAPES)[number],
        colour,
        width,
        x1: x,
        y1: y,
        x2: whole(chance, 0, 16_000),
        y2: whole(chance, 0, 9_000),
      };
    case 1:
      return { kind: 'text', colour, size: whole(chance, 100, 900), ...box, text };
    case 2:
      return { kind: 'formula', colour, size: whole(chance, 100, 900), ...box, text };
    case 3:
      return { kind: 'image', ...box, file: `files/${randomId(chance)}.png` };
    default: {
      const count = chance() < 0.1 ? 1 : whole(chance, 2, 90);
      const tool = chance() < 0.2 ? 1 : 0;
      return strokeOf({ tool, colour, width }, scribble(chance, count, x, y));
    }
  }
}

export function randomPlacement(chance: Chance): Placement {
  const scale = whole(chance, 64, 20_000);
  const [dx, dy] = [whole(chance, -9_000, 9_000), whole(chance, -9_000, 9_000)];
  return { dx, dy, sx: scale, sy: chance() < 0.7 ? scale : whole(chance, 64, 20_000) };
}

/** Something done by someone who knows these ids and marks, and sometimes is mistaken. */
export function randomAction(chance: Chance, ids: string[], marks: string[]): Action {
  const some = (most: number) => {
    const count = whole(chance, 1, most);
    return Array.from({ length: count }, () =>
      ids.length === 0 || chance() < 0.05
        ? randomId(chance)
        : (ids[whole(chance, 0, ids.length - 1)] as string),
    );
  };
  const what = chance();
  if (what < 0.5) {
    const elements = Array.from({ length: whole(chance, 1, 3) }, () => {
      const id = chance() < 0.05 ? (some(1)[0] as string) : randomId(chance);
      return { id, content: randomContent(chance) };
    });
    ids.push(...elements.map(({ id }) => id));
    return { type: 'add', elements };
  }
  if (what < 0.65) return { type: 'erase', ids: some(4) };
  if (what < 0.75) return { type: 'restore', ids: some(4) };
  if (what < 0.87) {
    const groups = Array.from({ length: whole(chance, 1, 2) }, () => ({
      placement: randomPlacement(chance),
      ids: some(3),
    }));
    return { type: 'place', groups };
  }
  if (what < 0.93) {
    const text = TEXTS[whole(chance, 0, TEXTS.length - 1)] as string;
    const [w, h] = [whole(chance, 1, 4_000), whole(chance, 1, 3_000)];
    return { type: 'edit', id: some(1)[0] as string, w, h, text };
  }
  if (what < 0.95) {
    marks.push(randomId(chance));
    return { type: 'clear', mark: marks.at(-1) as string };
  }
  if (what < 0.97) {
    return { type: 'unclear', mark: marks[whole(chance, 0, marks.length - 1)] ?? randomId(chance) };
  }
  return {
    type: 'background',
    background: BACKGROUNDS[whole(chance, 0, 3)] as (typeof BACKGROUNDS)[number],
  };
}
