// The outline of a stroke: a closed curve around a line whose width follows the hand. It is made
// of both sides' points, fans around sharp corners and round ends, and smoothed by going through
// the middles between them.
import type { Points } from '../wire/points.ts';

/** What a canvas and a PDF page have in common. */
export interface Sink {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void;
  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void;
  closePath(): void;
}

export interface Hand {
  /** Units at middle pressure. */
  width: number;
  /** A pen's width follows the pressure and its ends are thin; a highlighter's does not. */
  isPen: boolean;
  /** A stroke that is still being drawn has no thin end yet. */
  isFinished: boolean;
  /** Details smaller than this are left out, in units. */
  detail: number;
}

const CAP_STEPS = 5;
/** Cosine of a turn from which on a corner is sharp: 66 degrees. */
const SHARP = 0.4;

// Scratch space: outlines are made one after the other, and their points are not worth keeping.
let xs = new Float64Array(1024);
let ys = new Float64Array(1024);
let rs = new Float64Array(1024);
let left: number[] = [];
let right: number[] = [];

/** How wide a pen is drawn: half at no pressure, half more at full. */
export function radiusAt(width: number, pressure: number): number {
  return 0.5 * width * (0.45 + (1.1 * pressure) / 255);
}

/** Adds the outline to a path. */
export function traceStroke(sink: Sink, points: Points, hand: Hand): void {
  const count = gather(points, hand);
  if (hand.isPen) shapeEnds(count, hand);
  const first = rs[0] as number;
  if (count === 1) {
    traceDot(sink, xs[0] as number, ys[0] as number, Math.max(first, 0.62 * hand.width));
    return;
  }
  left = [];
  right = [];
  sides(count);
  const polygon = left;
  for (let n = right.length - 2; n >= 0; n -= 2) {
    polygon.push(right[n] as number, right[n + 1] as number);
  }
  traceSmooth(sink, polygon);
}

export function traceDot(sink: Sink, x: number, y: number, radius: number): void {
  traceEllipse(sink, x, y, radius, radius);
}

export function traceEllipse(sink: Sink, x: number, y: number, rx: number, ry: number): void {
  const [kx, ky] = [0.5523 * rx, 0.5523 * ry];
  sink.moveTo(x + rx, y);
  sink.bezierCurveTo(x + rx, y + ky, x + kx, y + ry, x, y + ry);
  sink.bezierCurveTo(x - kx, y + ry, x - rx, y + ky, x - rx, y);
  sink.bezierCurveTo(x - rx, y - ky, x - kx, y - ry, x, y - ry);
  sink.bezierCurveTo(x + kx, y - ry, x + rx, y - ky, x + rx, y);
  sink.closePath();
}

/** Adds only the middle line, for strokes that are hair-thin on the screen. */
export function traceLine(sink: Sink, points: Points, detail: number): void {
  let x = points[0] as number;
  let y = points[1] as number;
  sink.moveTo(x, y);
  for (let n = 3; n < points.length; n += 3) {
    const px = points[n] as number;
    const py = points[n + 1] as number;
    if (n + 3 < points.length && Math.abs(px - x) + Math.abs(py - y) < detail) continue;
    sink.lineTo(px, py);
    x = px;
    y = py;
  }
}

function gather(points: Points, { width, isPen, detail }: Hand): number {
  if (points.length > 3 * xs.length) {
    xs = new Float64Array(points.length / 3);
    ys = new Float64Array(points.length / 3);
    rs = new Float64Array(points.length / 3);
  }
  let count = 0;
  const least = Math.max(detail, 0.12 * width);
  for (let n = 0; n < points.length; n += 3) {
    const x = points[n] as number;
    const y = points[n + 1] as number;
    if (count > 0) {
      const far = Math.hypot(x - (xs[count - 1] as number), y - (ys[count - 1] as number));
      const isLast = n + 3 === points.length;
      if (far < (isLast ? 0.5 : least)) continue;
      // The last point stands for the one before it when both are close.
      if (isLast && far < least && count > 1) count--;
    }
    xs[count] = x;
    ys[count] = y;
    rs[count] = isPen ? radiusAt(width, points[n + 2] as number) : 0.5 * width;
    count++;
  }
  return count;
}

/** Evens the widths out and thins both ends, as a brush touches down and leaves. */
function shapeEnds(count: number, { width, isFinished }: Hand): void {
  for (let n = 1; n + 1 < count; n++) {
    rs[n] = 0.25 * (rs[n - 1] as number) + 0.5 * (rs[n] as number) + 0.25 * (rs[n + 1] as number);
  }
  let total = 0;
  for (let n = 1; n < count; n++) total += step(n);
  const startLength = Math.min(0.25 * total, 1.4 * width);
  const endLength = Math.min(0.45 * total, 3.5 * width);
  // What is hardly longer than wide is a dot and stays round.
  const strength = Math.min(1, total / (2 * width));
  let gone = 0;
  for (let n = 0; n < count; n++) {
    if (n > 0) gone += step(n);
    let thin = 1 - 0.4 * strength * ease(1 - gone / startLength);
    if (isFinished) thin *= 1 - 0.78 * strength * ease(1 - (total - gone) / endLength);
    rs[n] = (rs[n] as number) * thin;
  }
}

function step(n: number): number {
  return Math.hypot(
    (xs[n] as number) - (xs[n - 1] as number),
    (ys[n] as number) - (ys[n - 1] as number),
  );
}

const ease = (t: number) => (t > 0 ? Math.min(1, t) ** 1.6 : 0);

/** Adds points on an arc about a point, beginning behind (nx, ny) and turning by `angle`. */
function fan(side: number[], at: number, nx: number, ny: number, angle: number, steps: number) {
  const [x, y, r] = [xs[at] as number, ys[at] as number, rs[at] as number];
  for (let k = 0; k <= steps; k++) {
    const [cos, sin] = [Math.cos((angle * k) / steps), Math.sin((angle * k) / steps)];
    side.push(x + r * (nx * cos - ny * sin), y + r * (nx * sin + ny * cos));
  }
}

function sides(count: number): void {
  let ax = 0;
  let ay = 0;
  for (let n = 0; n < count; n++) {
    let bx = ax;
    let by = ay;
    if (n + 1 < count) {
      const length = step(n + 1);
      bx = ((xs[n + 1] as number) - (xs[n] as number)) / length;
      by = ((ys[n + 1] as number) - (ys[n] as number)) / length;
    }
    if (n === 0) {
      // The round start belongs to the left side, which begins at the right.
      fan(left, 0, -by, bx, Math.PI, CAP_STEPS);
    } else if (n + 1 === count) {
      fan(left, n, ay, -ax, Math.PI, CAP_STEPS);
    } else {
      corner(n, ax, ay, bx, by);
    }
    ax = bx;
    ay = by;
  }
}

/** Both sides at a point between two directions. */
function corner(n: number, ax: number, ay: number, bx: number, by: number): void {
  const x = xs[n] as number;
  const y = ys[n] as number;
  const r = rs[n] as number;
  const dot = ax * bx + ay * by;
  if (dot > SHARP) {
    const length = Math.hypot(ax + bx, ay + by);
    const nx = (ay + by) / length;
    const ny = -(ax + bx) / length;
    left.push(x + r * nx, y + r * ny);
    right.push(x - r * nx, y - r * ny);
    return;
  }
  const angle = Math.atan2(ax * by - ay * bx, dot);
  const steps = Math.max(2, Math.ceil(Math.abs(angle) / 0.6));
  if (angle >= 0) {
    fan(left, n, ay, -ax, angle, steps);
    right.push(x - r * ay, y + r * ax, x, y, x - r * by, y + r * bx);
  } else {
    fan(right, n, -ay, ax, angle, steps);
    left.push(x + r * ay, y - r * ax, x, y, x + r * by, y - r * bx);
  }
}

function traceSmooth(sink: Sink, polygon: number[]): void {
  const { length } = polygon;
  let x = polygon[length - 2] as number;
  let y = polygon[length - 1] as number;
  sink.moveTo((x + (polygon[0] as number)) / 2, (y + (polygon[1] as number)) / 2);
  for (let n = 0; n < length; n += 2) {
    x = polygon[n] as number;
    y = polygon[n + 1] as number;
    const next = n + 2 < length ? n + 2 : 0;
    const nx = polygon[next] as number;
    const ny = polygon[next + 1] as number;
    sink.quadraticCurveTo(x, y, (x + nx) / 2, (y + ny) / 2);
  }
  sink.closePath();
}
