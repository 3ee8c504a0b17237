// Points on their way out; points.ts reads them.
import { Fault, Writer } from './bytes.ts';
import { COORDINATE_MAX, POINTS_MAX } from './limits.ts';

function checked(value: number): number {
  if (!Number.isInteger(value) || Math.abs(value) > COORDINATE_MAX) throw new Fault('coordinate');
  return value;
}

export function packPoints(points: ArrayLike<number>): Uint8Array {
  const count = points.length / 3;
  if (!Number.isInteger(count) || count < 1 || count > POINTS_MAX) throw new Fault('count');
  const writer = new Writer();
  writer.number(count);
  let [x, y, stepX, stepY] = [0, 0, 0, 0];
  for (let n = 0; n < points.length; n += 3) {
    const dx = checked(points[n] as number) - x;
    const dy = checked(points[n + 1] as number) - y;
    writer.signed(dx - stepX);
    writer.signed(dy - stepY);
    // The first point is no step.
    if (n > 0) [stepX, stepY] = [dx, dy];
    x += dx;
    y += dy;
  }
  packPressures(writer, points);
  return writer.done();
}

function packPressures(writer: Writer, points: ArrayLike<number>): void {
  let last = 128;
  for (let n = 2; n < points.length; ) {
    const pressure = points[n] as number;
    if (!(pressure >= 0 && pressure <= 255)) throw new Fault('pressure');
    let end = n + 3;
    while (end < points.length && points[end] === pressure) end += 3;
    const change = pressure - last;
    const run = (end - n) / 3;
    writer.number(4 * (change < 0 ? -2 * change - 1 : 2 * change) + Math.min(run, 4) - 1);
    if (run >= 4) writer.number(run - 4);
    last = pressure;
    n = end;
  }
}
