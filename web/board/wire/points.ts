// A stroke's points as they travel: steps of steps, then pressures in runs. They stay packed in
// memory and are unpacked only to be drawn or hit.
import { Fault, Reader } from './bytes.ts';
import { COORDINATE_MAX, POINTS_MAX } from './limits.ts';

/** x, y and pressure (0 to 255) of each point, one after the other. */
export type Points = number[];

/** What a reading of packed points tells: where they are, or nothing but that they are lawful. */
export type Visit = (x: number, y: number, index: number) => void;

/** Reads packed points, checks them and leaves the reader behind them. */
export function readPoints(reader: Reader, visit: Visit): number {
  const count = reader.count(1, POINTS_MAX);
  let x = 0;
  let y = 0;
  let stepX = 0;
  let stepY = 0;
  for (let n = 0; n < count; n++) {
    const dx = stepX + reader.signed();
    const dy = stepY + reader.signed();
    x += dx;
    y += dy;
    if (Math.abs(x) > COORDINATE_MAX || Math.abs(y) > COORDINATE_MAX) throw new Fault('coordinate');
    if (n > 0) {
      stepX = dx;
      stepY = dy;
    }
    visit(x, y, n);
  }
  return count;
}

/** Reads the pressures that follow the points. */
export function readPressures(
  reader: Reader,
  count: number,
  visit: (pressure: number, from: number, to: number) => void,
): void {
  let pressure = 128;
  for (let n = 0; n < count; ) {
    const word = reader.number();
    const zigzag = Math.floor(word / 4);
    const change = zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    const run = word % 4 < 3 ? (word % 4) + 1 : 4 + reader.number();
    pressure += change;
    const isLawful = run <= count - n && (change !== 0 || n === 0);
    if (!isLawful || pressure < 0 || pressure > 255) throw new Fault('pressure');
    visit(pressure, n, n + run);
    n += run;
  }
}

/** Unpacks into plain numbers. The bytes must have been read once before. */
export function unpackPoints(packed: Uint8Array): Points {
  const reader = new Reader(packed);
  const points: Points = [];
  const count = readPoints(reader, (x, y) => points.push(x, y, 0));
  readPressures(reader, count, (pressure, from, to) => {
    for (let n = from; n < to; n++) points[3 * n + 2] = pressure;
  });
  return points;
}
