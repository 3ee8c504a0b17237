// Pictures that the host makes: formulas and images. Each is asked for once and drawn when it is
// there; a few hundred are kept.
import type { Formula, Pictures } from './paint.ts';

const KEPT_MAX = 200;

export interface PictureMaker {
  /**
   * A LaTeX source as a picture, letters `size` units high; null when it cannot be made. What is
   * refused instead may come at another time.
   */
  formula?(source: string, size: number, colour: string): Promise<Formula | null>;
  /** The picture of an opaque file name, by the same rule. */
  image?(file: string): Promise<CanvasImageSource | null>;
}

/** Pictures of one kind, by what they show. */
class Kept<T> {
  private readonly known = new Map<string, T | null>();
  private readonly ready: () => void;

  constructor(ready: () => void) {
    this.ready = ready;
  }

  get(key: string, make: () => Promise<T | null> | undefined): T | null {
    const found = this.known.get(key);
    if (found !== undefined) return found;
    this.known.set(key, null);
    if (this.known.size > KEPT_MAX) this.known.delete(this.known.keys().next().value as string);
    make()?.then(
      (picture) => {
        if (!picture || !this.known.has(key)) return;
        this.known.set(key, picture);
        this.ready();
      },
      // Drawn again later, it is asked for again: the host says null of what will never come.
      () => this.known.delete(key),
    );
    return null;
  }

  clear(): void {
    this.known.clear();
  }
}

export class PictureCache implements Pictures {
  private readonly formulas: Kept<Formula>;
  private readonly images: Kept<CanvasImageSource>;
  private readonly maker: PictureMaker;

  constructor(maker: PictureMaker, ready: () => void) {
    this.maker = maker;
    this.formulas = new Kept(ready);
    this.images = new Kept(ready);
  }

  formula(source: string, size: number, colour: string): Formula | null {
    const make = () => this.maker.formula?.(source, size, colour);
    return this.formulas.get(`${size} ${colour} ${source}`, make);
  }

  /** Makes a formula that is being typed; it is kept like any other. */
  async tryFormula(source: string, size: number, colour: string): Promise<Formula | null> {
    const known = this.formula(source, size, colour);
    return known ?? (await this.maker.formula?.(source, size, colour)) ?? null;
  }

  image(file: string): CanvasImageSource | null {
    return this.images.get(file, () => this.maker.image?.(file));
  }

  destroy(): void {
    this.formulas.clear();
    this.images.clear();
  }
}
