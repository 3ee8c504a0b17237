// Where elements lie, and whether something touches them.
import { SCALE_ONE } from '../wire/limits.ts';
import type { Bounds, Content } from '../wire/operation.ts';
import { unpackPoints } from '../wire/points.ts';
import type { Sight } from './replica.ts';

/** The box of the points alone: what a placement scales about is its left upper corner. */
export function ownBounds(content: Content): Bounds {
  switch (content.kind) {
    case 'stroke':
      return content.bounds;
    case 'shape': {
      const { x1, y1, x2, y2 } = content;
      return {
        left: Math.min(x1, x2),
        top: Math.min(y1, y2),
        right: Math.max(x1, x2),
        bottom: Math.max(y1, y2),
      };
    }
    default: {
      const { x, y, w, h } = content;
      return { left: x, top: y, right: x + w, bottom: y + h };
    }
  }
}

/** How far the drawing reaches beyond the points. */
function reach(content: Content): number {
  if (content.kind === 'stroke') return 0.8 * content.width;
  if (content.kind !== 'shape') return content.kind === 'image' ? 0 : 0.3 * content.size;
  return content.shape === 'arrow' ? 5 * content.width : content.width;
}

export function boundsOf({ content, placement: at }: Sight, more = 0): Bounds {
  const own = ownBounds(content);
  const [kx, ky] = [at.sx / SCALE_ONE, at.sy / SCALE_ONE];
  const [left, top] = [own.left + at.dx, own.top + at.dy];
  const edge = reach(content) * Math.max(kx, ky) + more;
  return {
    left: left - edge,
    top: top - edge,
    right: left + (own.right - own.left) * kx + edge,
    bottom: top + (own.bottom - own.top) * ky + edge,
  };
}

/** As seen and selected, without what lines reach beyond. */
export function frameOf({ content, placement: at }: Sight): Bounds {
  const own = ownBounds(content);
  const [left, top] = [own.left + at.dx, own.top + at.dy];
  return {
    left,
    top,
    right: left + ((own.right - own.left) * at.sx) / SCALE_ONE,
    bottom: top + ((own.bottom - own.top) * at.sy) / SCALE_ONE,
  };
}

export function union(a: Bounds | null, b: Bounds): Bounds {
  if (!a) return { ...b };
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

export function meet(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function farFromSegment(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / square));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

/** Corners of a shape as a closed or open line: x and y in turn. */
export function cornersOf(content: Content & { kind: 'shape' }): number[] {
  const { shape, x1, y1, x2, y2 } = content;
  switch (shape) {
    case 'rectangle':
      return [x1, y1, x2, y1, x2, y2, x1, y2, x1, y1];
    case 'triangle':
      return [(x1 + x2) / 2, y1, x2, y2, x1, y2, (x1 + x2) / 2, y1];
    case 'ellipse': {
      const corners: number[] = [];
      for (let n = 0; n <= 32; n++) {
        const angle = (n * Math.PI) / 16;
        corners.push((x1 + x2) / 2 + ((x2 - x1) / 2) * Math.cos(angle));
        corners.push((y1 + y2) / 2 + ((y2 - y1) / 2) * Math.sin(angle));
      }
      return corners;
    }
    default:
      return [x1, y1, x2, y2];
  }
}

function farFromLine(line: number[], stride: number, x: number, y: number): number {
  let least = Infinity;
  const last = line.length - stride;
  for (let n = 0; n <= last; n += stride) {
    const next = Math.min(n + stride, last);
    const far = farFromSegment(
      x,
      y,
      line[n] as number,
      line[n + 1] as number,
      line[next] as number,
      line[next + 1] as number,
    );
    if (far < least) least = far;
  }
  return least;
}

/** Whether a round tip at (x, y) touches the element. */
export function touches(sight: Sight, x: number, y: number, radius: number): boolean {
  const around = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
  if (!meet(boundsOf(sight), around)) return false;
  const { content, placement: at } = sight;
  const own = ownBounds(content);
  const [kx, ky] = [at.sx / SCALE_ONE, at.sy / SCALE_ONE];
  const px = (x - own.left - at.dx) / kx + own.left;
  const py = (y - own.top - at.dy) / ky + own.top;
  const tip = radius / Math.min(kx, ky);
  switch (content.kind) {
    case 'stroke':
      return farFromLine(unpackPoints(content.points), 3, px, py) <= tip + content.width / 2;
    case 'shape':
      return farFromLine(cornersOf(content), 2, px, py) <= tip + content.width / 2;
    default:
      return meet(frameOf(sight), around);
  }
}
