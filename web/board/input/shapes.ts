// Lines, arrows and closed shapes, drawn from one corner to the other.
import { paintShape } from '../draw/paint.ts';
import { COORDINATE_MAX, WIDTH_MAX } from '../wire/limits.ts';
import type { Shape, ShapeName } from '../wire/operation.ts';
import type { Desk, Tool, Touch } from './desk.ts';

export class ShapeTool implements Tool {
  readonly cursor = 'crosshair';
  private readonly desk: Desk;
  private readonly shape: ShapeName;
  private drawn: Shape | null = null;

  constructor(desk: Desk, shape: ShapeName) {
    this.desk = desk;
    this.shape = shape;
  }

  down({ x, y }: Touch): void {
    const { settings, view } = this.desk;
    const width = Math.max(1, Math.min(WIDTH_MAX, Math.round(settings.penWidth * view.unit)));
    const [x1, y1] = [edge(x), edge(y)];
    const { colour } = settings;
    this.drawn = { kind: 'shape', shape: this.shape, colour, width, x1, y1, x2: x1, y2: y1 };
  }

  move(path: Touch[]): void {
    const at = path.at(-1);
    if (!this.drawn || !at) return;
    const { x1, y1 } = this.drawn;
    const [dx, dy] = at.hasShift ? even(this.shape, at.x - x1, at.y - y1) : [at.x - x1, at.y - y1];
    const drawn = { ...this.drawn, x2: edge(x1 + dx), y2: edge(y1 + dy) };
    this.drawn = drawn;
    this.desk.overlay.set((context) => paintShape(context, drawn, this.desk.palette()));
  }

  up(): void {
    const { drawn, desk } = this;
    this.cancel();
    if (!drawn) return;
    const size = Math.hypot(drawn.x2 - drawn.x1, drawn.y2 - drawn.y1);
    // A slip of the finger is no shape.
    if (size < 4 * desk.view.unit) return;
    desk.perform({ type: 'add', elements: [{ id: desk.newId(), content: drawn }] });
    desk.endDeed();
  }

  cancel(): void {
    this.drawn = null;
    this.desk.overlay.set(null);
  }
}

const edge = (value: number) =>
  Math.round(Math.max(-COORDINATE_MAX, Math.min(COORDINATE_MAX, value)));

/** Squares and circles; lines at every eighth of a turn. */
function even(shape: ShapeName, dx: number, dy: number): [number, number] {
  if (shape === 'line' || shape === 'arrow') {
    const angle = (Math.round(Math.atan2(dy, dx) / (Math.PI / 4)) * Math.PI) / 4;
    const length = Math.hypot(dx, dy);
    return [length * Math.cos(angle), length * Math.sin(angle)];
  }
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  return [side * Math.sign(dx || 1), side * Math.sign(dy || 1)];
}
