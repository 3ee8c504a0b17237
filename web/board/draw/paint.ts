// Elements on a canvas whose transformation goes from units to pixels.
import { cornersOf, ownBounds } from '../state/geometry.ts';
import type { Sight } from '../state/replica.ts';
import { SCALE_ONE } from '../wire/limits.ts';
import { HIGHLIGHTER, type Shape, type Words } from '../wire/operation.ts';
import { unpackPoints } from '../wire/points.ts';
import { type Sink, traceEllipse, traceLine, traceStroke } from './outline.ts';
import { colourOf, type Palette } from './palette.ts';
import { FONT, LINE_HEIGHT, linesOf } from './words.ts';

export type Context = CanvasRenderingContext2D;

/** A formula as a picture. */
export interface Formula {
  picture: CanvasImageSource;
  /** Units. */
  width: number;
  height: number;
}

/** Pictures that come later: formulas and images. */
export interface Pictures {
  /** What is there by now; null until then, or when there is none. */
  formula(source: string, size: number, colour: string): Formula | null;
  image(file: string): CanvasImageSource | null;
}

export interface Brush {
  palette: Palette;
  pictures: Pictures;
  /** Device pixels of a unit, for what is too small to be seen. */
  scale: number;
}

/** Sets the transformation of a placement on top of the one that is there. */
export function place(context: Context, { content, placement: at }: Sight): void {
  const { left, top } = ownBounds(content);
  const [kx, ky] = [at.sx / SCALE_ONE, at.sy / SCALE_ONE];
  context.transform(kx, 0, 0, ky, left * (1 - kx) + at.dx, top * (1 - ky) + at.dy);
}

export function paint(context: Context, sight: Sight, brush: Brush): void {
  const { content, placement: at } = sight;
  const isMoved = at.sx !== SCALE_ONE || at.sy !== SCALE_ONE || at.dx !== 0 || at.dy !== 0;
  if (isMoved) {
    context.save();
    place(context, sight);
  }
  switch (content.kind) {
    case 'stroke':
      paintStroke(context, sight, brush);
      break;
    case 'shape':
      paintShape(context, content, brush.palette);
      break;
    case 'image': {
      const picture = brush.pictures.image(content.file);
      if (picture) context.drawImage(picture, content.x, content.y, content.w, content.h);
      else paintEmpty(context, content, brush.palette);
      break;
    }
    default:
      paintWords(context, content, brush);
  }
  if (isMoved) context.restore();
}

function paintStroke(context: Context, { content, placement }: Sight, brush: Brush): void {
  if (content.kind !== 'stroke') return;
  const { tool, colour, width } = content;
  const { palette } = brush;
  const scale = (brush.scale * placement.sx) / SCALE_ONE;
  const points = unpackPoints(content.points);
  const isPen = tool !== HIGHLIGHTER;
  const ink = colourOf(isPen ? palette.ink : palette.light, colour);
  if (!isPen) context.globalCompositeOperation = palette.isDark ? 'lighten' : 'multiply';
  context.beginPath();
  if (width * scale < 1.3) {
    traceLine(context, points, 1 / scale);
    context.strokeStyle = ink;
    context.lineWidth = Math.max(width, 0.7 / scale);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.stroke();
  } else {
    traceStroke(context, points, { width, isPen, isFinished: true, detail: 0.8 / scale });
    context.fillStyle = ink;
    context.fill();
  }
  if (!isPen) context.globalCompositeOperation = 'source-over';
}

export function traceShape(sink: Sink, shape: Shape): void {
  const { x1, y1, x2, y2, width } = shape;
  if (shape.shape === 'ellipse') {
    const [rx, ry] = [Math.abs(x2 - x1) / 2, Math.abs(y2 - y1) / 2];
    traceEllipse(sink, (x1 + x2) / 2, (y1 + y2) / 2, rx, ry);
    return;
  }
  const corners = cornersOf(shape);
  sink.moveTo(corners[0] as number, corners[1] as number);
  const isClosed = corners.length > 4;
  const last = corners.length - (isClosed ? 2 : 0);
  for (let n = 2; n < last; n += 2) sink.lineTo(corners[n] as number, corners[n + 1] as number);
  if (isClosed) sink.closePath();
  if (shape.shape !== 'arrow') return;
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const head = Math.min(4.5 * width, 0.5 * length);
  for (const side of [0.55, -0.55]) {
    sink.moveTo(x2 - head * (ux - side * uy), y2 - head * (uy + side * ux));
    sink.lineTo(x2, y2);
  }
}

export function paintShape(context: Context, shape: Shape, palette: Palette): void {
  context.beginPath();
  traceShape(context, shape);
  context.strokeStyle = colourOf(palette.ink, shape.colour);
  context.lineWidth = shape.width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke();
}

function paintEmpty(
  context: Context,
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
  palette: Palette,
): void {
  context.strokeStyle = palette.ruling;
  context.lineWidth = 20;
  context.strokeRect(x, y, w, h);
}

function paintWords(context: Context, content: Words, { palette, pictures }: Brush): void {
  const { kind, x, y, w, h, size, text } = content;
  const ink = colourOf(palette.ink, content.colour);
  if (kind === 'formula') {
    const found = pictures.formula(text, size, ink);
    if (found) {
      // Whoever wrote it may have seen it in another size, or not at all.
      const fit = Math.min(w / found.width, h / found.height);
      context.drawImage(found.picture, x, y, found.width * fit, found.height * fit);
      return;
    }
  }
  context.fillStyle = ink;
  context.textBaseline = 'alphabetic';
  context.font = `${size}px ${kind === 'formula' ? 'monospace' : FONT}`;
  linesOf(context, content).forEach((line, n) => {
    context.fillText(line, x, y + size * (LINE_HEIGHT * n + 1));
  });
}
