// Strokes that are being drawn, one's own and others', and laser pointers. They lie on canvases of
// their own above the committed picture; the highlighter's mixes with it.
import { union } from '../state/geometry.ts';
import { LIVE_MAX, LIVE_MS, POINTS_MAX } from '../wire/limits.ts';
import { type Bounds, HIGHLIGHTER, LASER, type StrokeStyle } from '../wire/operation.ts';
import type { Points } from '../wire/points.ts';
import { layer } from './layer.ts';
import { traceDot, traceStroke } from './outline.ts';
import type { Context } from './paint.ts';
import { colourOf, type Palette } from './palette.ts';
import type { View } from './view.ts';

/** How long a laser pointer's trail is seen. */
const TRAIL_MS = 900;

interface LiveStroke {
  style: StrokeStyle;
  points: Points;
  /** When the latest points came. */
  at: number;
  /** For the laser: when each point came. */
  times: number[];
  isOwn: boolean;
}

/** Device pixels: a canvas grows in such steps. */
const STEP = 256;

/**
 * A canvas just large enough for what is drawn on it. Browsers without a graphics card copy a
 * canvas whole whenever it changes, and this one changes in every frame.
 */
class Layer {
  readonly canvas = layer();
  readonly context: Context;
  private left = 0;
  private top = 0;

  constructor(isFast: boolean) {
    // A desynchronised canvas reaches the screen without waiting for the page.
    const options = { desynchronized: isFast };
    this.context = this.canvas.getContext('2d', options) as Context;
    this.hide();
  }

  /** Clears the canvas and makes it cover a box of device pixels. */
  begin(view: View, box: Bounds | null): void {
    if (!box) {
      this.hide();
      return;
    }
    const { canvas, context } = this;
    const right = this.left + canvas.width;
    const bottom = this.top + canvas.height;
    const isInside =
      box.left >= this.left && box.top >= this.top && box.right <= right && box.bottom <= bottom;
    if (isInside) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
    } else
      this.grow(
        view,
        canvas.width > 0 ? union(box, { left: this.left, top: this.top, right, bottom }) : box,
      );
    view.apply(context, this.left, this.top);
  }

  hide(): void {
    if (this.canvas.width === 0) return;
    [this.canvas.width, this.canvas.height] = [0, 0];
    this.canvas.style.display = 'none';
  }

  private grow({ width, height, ratio }: View, box: Bounds): void {
    const { canvas } = this;
    const down = (value: number) => Math.max(0, Math.floor(value / STEP) * STEP);
    const up = (value: number, most: number) => Math.min(most, Math.ceil(value / STEP) * STEP);
    this.left = down(box.left);
    this.top = down(box.top);
    canvas.width = Math.max(1, up(box.right, width) - this.left);
    canvas.height = Math.max(1, up(box.bottom, height) - this.top);
    Object.assign(canvas.style, {
      display: '',
      left: `${this.left / ratio}px`,
      top: `${this.top / ratio}px`,
      width: `${canvas.width / ratio}px`,
      height: `${canvas.height / ratio}px`,
    });
  }
}

export class LiveInk {
  private readonly strokes = new Map<string, LiveStroke>();
  private readonly pens = new Layer(true);
  private lights: Layer | null = null;
  private readonly host: HTMLElement;
  private readonly view: View;
  private palette: Palette;
  private readonly now: () => number;
  private frame = 0;
  private timer = 0;

  constructor(host: HTMLElement, view: View, palette: Palette, now: () => number) {
    this.host = host;
    this.view = view;
    this.palette = palette;
    this.now = now;
    host.append(this.pens.canvas);
  }

  get size(): number {
    return this.strokes.size;
  }

  /** Takes points of a stroke, from `first` on; what is missing before is bridged. */
  add(key: string, style: StrokeStyle, first: number, points: Points, isOwn: boolean): void {
    let stroke = this.strokes.get(key);
    if (!stroke) {
      if (this.strokes.size >= LIVE_MAX) this.dropOldest();
      stroke = { style, points: [], at: 0, times: [], isOwn };
      this.strokes.set(key, stroke);
    }
    stroke.at = this.now();
    stroke.points.length = Math.min(stroke.points.length, 3 * first);
    if (stroke.points.length + points.length > 3 * POINTS_MAX) return;
    for (const value of points) stroke.points.push(value);
    if (style.tool === LASER) {
      stroke.times.length = Math.min(stroke.times.length, stroke.points.length / 3);
      while (stroke.times.length < stroke.points.length / 3) stroke.times.push(stroke.at);
    }
    this.draw();
  }

  remove(key: string): void {
    if (this.strokes.delete(key)) this.draw();
  }

  /** The element is on the picture below, or will be with the next frame: until then both stay. */
  retire(key: string): void {
    requestAnimationFrame(() => this.remove(key));
  }

  /** The element is there, or it was given up: whoever drew it. */
  removeElement(id: string): void {
    for (const key of this.strokes.keys()) if (key.endsWith(id)) this.retire(key);
  }

  clear(): void {
    this.strokes.clear();
    this.draw();
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.draw();
  }

  /** Paints in the next frame. */
  draw(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.paint());
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.strokes.clear();
    for (const layer of [this.pens, this.lights]) {
      if (!layer) continue;
      layer.canvas.remove();
      layer.canvas.width = 0;
    }
  }

  private dropOldest(): void {
    const [oldest] = [...this.strokes].sort(([, a], [, b]) => a.at - b.at);
    if (oldest) this.strokes.delete(oldest[0]);
  }

  private lightLayer(): Layer {
    if (!this.lights) {
      this.lights = new Layer(false);
      this.lights.canvas.style.mixBlendMode = this.palette.isDark ? 'lighten' : 'multiply';
      this.host.prepend(this.lights.canvas);
    }
    return this.lights;
  }

  private paint(): void {
    this.frame = 0;
    const now = this.now();
    for (const [key, stroke] of this.strokes) {
      const age = now - stroke.at;
      if (age > (stroke.style.tool === LASER ? TRAIL_MS : LIVE_MS) && !this.isHeld(stroke)) {
        this.strokes.delete(key);
      }
    }
    const all = [...this.strokes.values()];
    const isLight = (stroke: LiveStroke) => stroke.style.tool === HIGHLIGHTER;
    this.paintLayer(
      this.pens,
      all.filter((stroke) => !isLight(stroke)),
      now,
    );
    const lights = all.filter(isLight);
    if (lights.length > 0 || this.lights) this.paintLayer(this.lightLayer(), lights, now);
    this.wait(all);
  }

  /** One's own pen that rests on the paper stays there. */
  private isHeld({ isOwn, style }: LiveStroke): boolean {
    return isOwn && style.tool !== LASER;
  }

  private wait(strokes: LiveStroke[]): void {
    clearTimeout(this.timer);
    if (strokes.some(({ style }) => style.tool === LASER)) this.draw();
    else if (strokes.some((stroke) => !this.isHeld(stroke))) {
      this.timer = window.setTimeout(() => this.draw(), 500);
    }
  }

  private paintLayer(layer: Layer, strokes: LiveStroke[], now: number): void {
    let box: Bounds | null = null;
    for (const stroke of strokes) box = union(box, this.boundsOf(stroke));
    const pixels = box && this.view.pixels(box);
    layer.begin(this.view, pixels);
    if (!pixels) return;
    for (const stroke of strokes) {
      if (stroke.style.tool === LASER) this.paintLaser(layer.context, stroke, now);
      else this.paintStroke(layer.context, stroke);
    }
  }

  private boundsOf({ style, points }: LiveStroke): Bounds {
    const edge = style.tool === LASER ? 24 * this.view.unit : style.width;
    let box: Bounds | null = null;
    for (let n = 0; n < points.length; n += 3) {
      const [x, y] = [points[n] as number, points[n + 1] as number];
      const at = { left: x - edge, top: y - edge, right: x + edge, bottom: y + edge };
      if (box) {
        if (at.left < box.left) box.left = at.left;
        if (at.top < box.top) box.top = at.top;
        if (at.right > box.right) box.right = at.right;
        if (at.bottom > box.bottom) box.bottom = at.bottom;
      } else box = at;
    }
    return box ?? { left: 0, top: 0, right: 0, bottom: 0 };
  }

  private paintStroke(context: Context, { style, points }: LiveStroke): void {
    const isPen = style.tool !== HIGHLIGHTER;
    const detail = 0.8 / this.view.scale;
    context.beginPath();
    traceStroke(context, points, { width: style.width, isPen, isFinished: false, detail });
    context.fillStyle = colourOf(isPen ? this.palette.ink : this.palette.light, style.colour);
    context.fill();
  }

  /** A glowing dot with a tail that fades. */
  private paintLaser(context: Context, { style, points, times }: LiveStroke, now: number): void {
    const ink = colourOf(this.palette.ink, style.colour);
    const radius = 5 * this.view.unit;
    // Round joints would show as beads where two transparent pieces meet.
    context.lineCap = 'butt';
    context.strokeStyle = ink;
    for (let n = 1; n < times.length; n++) {
      const age = (now - (times[n] as number)) / TRAIL_MS;
      if (age >= 1) continue;
      context.globalAlpha = 0.7 * (1 - age);
      context.lineWidth = radius * (1.4 - age);
      context.beginPath();
      context.moveTo(points[3 * n - 3] as number, points[3 * n - 2] as number);
      context.lineTo(points[3 * n] as number, points[3 * n + 1] as number);
      context.stroke();
    }
    const age = Math.max(0, (now - (times.at(-1) as number)) / TRAIL_MS);
    const [x, y] = [points.at(-3) as number, points.at(-2) as number];
    for (const [size, alpha] of [
      [3.2, 0.18],
      [2, 0.3],
      [1, 1],
    ] as const) {
      context.globalAlpha = alpha * Math.max(0, 1 - age * age);
      context.fillStyle = ink;
      context.beginPath();
      traceDot(context, x, y, size * radius);
      context.fill();
    }
    context.globalAlpha = 1;
  }
}
