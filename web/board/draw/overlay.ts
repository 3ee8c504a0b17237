// Above everything: the frame around what is selected, what is being dragged, a shape in the
// making. Its canvas exists only while something is on it.
import type { Bounds } from '../wire/operation.ts';
import { cover, layer } from './layer.ts';
import type { Context } from './paint.ts';
import type { View } from './view.ts';

/** Draws itself; the context goes from units to pixels. */
export type Drawing = (context: Context, unit: number) => void;

export class Overlay {
  private readonly host: HTMLElement;
  private readonly view: View;
  private canvas: HTMLCanvasElement | null = null;
  private drawing: Drawing | null = null;
  private frame = 0;

  constructor(host: HTMLElement, view: View) {
    this.host = host;
    this.view = view;
  }

  set(drawing: Drawing | null): void {
    this.drawing = drawing;
    this.draw();
  }

  draw(): void {
    if (this.frame === 0 && (this.drawing || this.canvas)) {
      this.frame = requestAnimationFrame(() => this.paint());
    }
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    this.drawing = null;
    this.drop();
  }

  private paint(): void {
    this.frame = 0;
    if (!this.drawing) {
      this.drop();
      return;
    }
    if (!this.canvas) {
      this.canvas = layer();
      this.host.append(this.canvas);
    }
    const { canvas, view } = this;
    // Setting the size clears it as well.
    cover(canvas, view);
    const context = canvas.getContext('2d') as Context;
    view.apply(context);
    this.drawing(context, view.unit);
  }

  private drop(): void {
    if (!this.canvas) return;
    this.canvas.remove();
    this.canvas.width = 0;
    this.canvas = null;
  }
}

/** CSS pixels of a handle's side. */
export const HANDLE = 10;

export function drawFrame(
  context: Context,
  unit: number,
  box: Bounds,
  colour: string,
  hasHandles: boolean,
): void {
  const { left, top, right, bottom } = box;
  context.strokeStyle = colour;
  context.lineWidth = 1.5 * unit;
  context.setLineDash(hasHandles ? [] : [5 * unit, 4 * unit]);
  context.strokeRect(left, top, right - left, bottom - top);
  context.setLineDash([]);
  if (!hasHandles) return;
  const size = HANDLE * unit;
  context.fillStyle = '#ffffff';
  for (const x of [left, right]) {
    for (const y of [top, bottom]) {
      context.beginPath();
      context.rect(x - size / 2, y - size / 2, size, size);
      context.fill();
      context.stroke();
    }
  }
}
