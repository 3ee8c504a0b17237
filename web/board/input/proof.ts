// What a formula will look like, below the field in which its source is typed.
import { colourOf } from '../draw/palette.ts';
import type { Words } from '../wire/operation.ts';
import type { Desk } from './desk.ts';

/** Between a key and its picture. */
const PAUSE_MS = 150;

export class Proof {
  private readonly desk: Desk;
  private readonly words: Words;
  private readonly canvas = document.createElement('canvas');
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isOver = false;

  constructor(desk: Desk, words: Words) {
    this.desk = desk;
    this.words = words;
    this.canvas.setAttribute('aria-hidden', 'true');
    Object.assign(this.canvas.style, { position: 'absolute', pointerEvents: 'none' });
  }

  show(field: HTMLTextAreaElement): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.draw(field), PAUSE_MS);
  }

  remove(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.canvas.remove();
  }

  private async draw(field: HTMLTextAreaElement): Promise<void> {
    const { desk, words, canvas } = this;
    const source = field.value;
    const ink = colourOf(desk.palette().ink, words.colour);
    const made = await desk.pictures.tryFormula(source, words.size, ink).catch(() => null);
    if (this.isOver || field.value !== source) return;
    // A source that is not whole yet keeps its last picture.
    if (!made) return;
    const { unit, ratio } = desk.view;
    const [width, height] = [made.width / unit, made.height / unit];
    canvas.width = Math.ceil(width * ratio);
    canvas.height = Math.ceil(height * ratio);
    const left = Number.parseFloat(field.style.left);
    const top = Number.parseFloat(field.style.top) + field.offsetHeight + 12;
    Object.assign(canvas.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${width}px`,
      height: `${height}px`,
    });
    canvas.getContext('2d')?.drawImage(made.picture, 0, 0, canvas.width, canvas.height);
    if (!canvas.isConnected) desk.host.append(canvas);
  }
}
