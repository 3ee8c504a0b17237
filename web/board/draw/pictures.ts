// Pictures that the host makes: formulas and images. Each is asked for once and drawn when it is
// there; a few hundred are kept.
import type { Pictures } from './paint.ts';

const KEPT_MAX = 200;

export interface PictureMaker {
  /** A picture of a LaTeX source, letters `size` units high; null when it cannot be made. */
  formula?(source: string, size: number, colour: string): Promise<CanvasImageSource | null>;
  /** The picture of an opaque file name. */
  image?(file: string): Promise<CanvasImageSource | null>;
}

export class PictureCache implements Pictures {
  private readonly known = new Map<string, CanvasImageSource | null>();
  private readonly maker: PictureMaker;
  private readonly ready: () => void;
  private isDestroyed = false;

  constructor(maker: PictureMaker, ready: () => void) {
    this.maker = maker;
    this.ready = ready;
  }

  formula(source: string, size: number, colour: string): CanvasImageSource | null {
    const make = this.maker.formula;
    return this.get(`f${size} ${colour} ${source}`, () => make?.(source, size, colour));
  }

  image(file: string): CanvasImageSource | null {
    return this.get(`i${file}`, () => this.maker.image?.(file));
  }

  destroy(): void {
    this.isDestroyed = true;
    this.known.clear();
  }

  private get(
    key: string,
    make: () => Promise<CanvasImageSource | null> | undefined,
  ): CanvasImageSource | null {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.known.set(key, null);
    if (this.known.size > KEPT_MAX) this.known.delete(this.known.keys().next().value as string);
    // What cannot be made stays as its source or an empty frame; the host knows why.
    make()?.then(
      (picture) => {
        if (this.isDestroyed || !picture) return;
        this.known.set(key, picture);
        this.ready();
      },
      () => {},
    );
    return null;
  }
}
