// What a board asks its host to draw.
import type { PictureMaker } from '../../../board/index.ts';

/** Formulas come with their layout and fonts, which only boards that have one fetch. */
export const PICTURES: PictureMaker = {
  formula: async (source, size, colour) => {
    const { formulaPicture } = await import('./formula.ts');
    return formulaPicture(source, size, colour);
  },
};
