// A canvas that covers the board.
import type { View } from './view.ts';

export function layer(): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  Object.assign(canvas.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    pointerEvents: 'none',
  });
  return canvas;
}

/** Gives a canvas the view's size, which clears it. */
export function cover(canvas: HTMLCanvasElement, { width, height, ratio }: View): void {
  [canvas.width, canvas.height] = [width, height];
  canvas.style.width = `${width / ratio}px`;
  canvas.style.height = `${height / ratio}px`;
}
