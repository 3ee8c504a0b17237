// What a board asks its host to draw: formulas and pictures.
import type { PictureMaker } from '../../../board/index.ts';

/** Pauses before a picture that did not come is asked for again. */
const AGAIN_MS = [1_000, 4_000, 15_000];

/**
 * Formulas come with their layout and fonts, which only boards that have one fetch; pictures lie
 * beneath the lesson's media address.
 */
export function picturesUnder(prefix: () => string | null): PictureMaker {
  return {
    formula: async (source, size, colour) => {
      const { formulaPicture } = await import('./formula.ts');
      return formulaPicture(source, size, colour);
    },
    image: async (file) => {
      for (const pause of [...AGAIN_MS, null]) {
        const found = await fetched(`${prefix()}/ink/${file}`);
        if (found || pause === null) return found;
        await new Promise((done) => setTimeout(done, pause));
      }
      return null;
    },
  };
}

async function fetched(url: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = url;
  return image.decode().then(
    () => image,
    () => null,
  );
}
