// What part of a surface is shown, and how large. Pixels here are the device's, unless CSS is said.
import type { Bounds } from '../wire/operation.ts';

export interface Place {
  x: number;
  y: number;
}

/** Least and greatest CSS pixels of a unit on an infinite board. */
const ZOOM_MIN = 0.01;
const ZOOM_MAX = 0.5;

export class View {
  /** Size in device pixels. */
  width = 1;
  height = 1;
  ratio = 1;
  /** Device pixels of a unit. */
  scale = 0.1;
  /** Device pixels from the surface's origin to the left upper corner. Whole, so that moving is sharp. */
  x = 0;
  y = 0;
  /** Height of a slide whose width is 16,000; null for an infinite board. */
  readonly slideHeight: number | null;

  constructor(slideHeight: number | null) {
    this.slideHeight = slideHeight;
  }

  /** Takes the size of the container in CSS pixels. True when something changed. */
  resize(cssWidth: number, cssHeight: number, ratio: number): boolean {
    const width = Math.max(1, Math.round(cssWidth * ratio));
    const height = Math.max(1, Math.round(cssHeight * ratio));
    if (width === this.width && height === this.height && ratio === this.ratio) return false;
    const isFirst = this.width === 1;
    [this.width, this.height] = [width, height];
    if (this.slideHeight !== null)
      this.show({ left: 0, top: 0, right: 16_000, bottom: this.slideHeight });
    else if (isFirst) this.scale = 0.08 * ratio;
    else this.scale *= ratio / this.ratio;
    this.ratio = ratio;
    return true;
  }

  show({ left, top, right, bottom }: Bounds): void {
    this.scale = Math.min(this.width / (right - left), this.height / (bottom - top));
    this.x = Math.round(((left + right) / 2) * this.scale - this.width / 2);
    this.y = Math.round(((top + bottom) / 2) * this.scale - this.height / 2);
  }

  /** From CSS pixels in the container to units. */
  toUnits(cssX: number, cssY: number): Place {
    return {
      x: (cssX * this.ratio + this.x) / this.scale,
      y: (cssY * this.ratio + this.y) / this.scale,
    };
  }

  /** Units of a CSS pixel. */
  get unit(): number {
    return this.ratio / this.scale;
  }

  /** Keeps the point under (cssX, cssY) where it is. */
  zoom(factor: number, cssX: number, cssY: number): void {
    const { x, y } = this.toUnits(cssX, cssY);
    const scale = this.scale * factor;
    this.scale = Math.max(ZOOM_MIN * this.ratio, Math.min(ZOOM_MAX * this.ratio, scale));
    this.x = Math.round(x * this.scale - cssX * this.ratio);
    this.y = Math.round(y * this.scale - cssY * this.ratio);
  }

  /** The device pixels that a box touches, cut to what is shown; null when it is elsewhere. */
  pixels({ left, top, right, bottom }: Bounds): Bounds | null {
    const box = {
      left: Math.max(0, Math.floor(left * this.scale - this.x) - 2),
      top: Math.max(0, Math.floor(top * this.scale - this.y) - 2),
      right: Math.min(this.width, Math.ceil(right * this.scale - this.x) + 2),
      bottom: Math.min(this.height, Math.ceil(bottom * this.scale - this.y) + 2),
    };
    return box.left < box.right && box.top < box.bottom ? box : null;
  }

  /** The units that a box of device pixels shows. */
  units({ left, top, right, bottom }: Bounds): Bounds {
    return {
      left: (left + this.x) / this.scale,
      top: (top + this.y) / this.scale,
      right: (right + this.x) / this.scale,
      bottom: (bottom + this.y) / this.scale,
    };
  }

  get all(): Bounds {
    return { left: 0, top: 0, right: this.width, bottom: this.height };
  }

  /** Sets a context that draws into this box of device pixels. */
  apply(context: CanvasRenderingContext2D, left = 0, top = 0): void {
    const { scale } = this;
    context.setTransform(scale, 0, 0, scale, -this.x - left, -this.y - top);
  }
}
