// What a board asks its host to draw: formulas and pictures.
import type { PictureMaker } from '../../../board/index.ts';

/** Pauses before what did not come is asked for again. */
const AGAIN_MS = [1_000, 4_000, 15_000];

/**
 * Formulas come with their layout and fonts, which only boards that have one fetch; pictures lie
 * beneath the lesson's media address.
 */
export function picturesUnder(
  prefix: () => string | null,
  failed: (url: string) => Promise<unknown> = async () => {},
): PictureMaker {
  return {
    // A source that is no formula is null, and will be so another time.
    formula: (source, size, colour) =>
      again(async () => {
        const { formulaPicture } = await import('./formula.ts');
        return formulaPicture(source, size, colour);
      }),
    image: (file) =>
      again(async () => {
        const url = `${prefix()}/ink/${file}`;
        try {
          return await fetched(url);
        } catch (error) {
          await failed(url);
          throw error;
        }
      }),
  };
}

/** Tries something until it comes; throws when it does not. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (const pause of AGAIN_MS) {
    try {
      return await work();
    } catch {
      await new Promise((done) => setTimeout(done, pause));
    }
  }
  return work();
}

async function fetched(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
