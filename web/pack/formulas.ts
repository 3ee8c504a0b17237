// Formulas on a pack's boards and slides: drawn by a script that comes when the first is seen.
import type { Formula } from '../board/draw/paint.ts';

export type FormulaMaker = (
  source: string,
  size: number,
  colour: string,
) => Promise<Formula | null>;

const SCRIPT = 'formula.js';

let coming: Promise<FormulaMaker | null> | undefined;

function comes(): Promise<FormulaMaker | null> {
  coming ??= new Promise((done) => {
    const script = document.createElement('script');
    script.src = SCRIPT;
    const given = () =>
      done((window as { XINGTAN_FORMULA?: FormulaMaker }).XINGTAN_FORMULA ?? null);
    script.onload = given;
    // An older pack has none, and shows the source.
    script.onerror = () => done(null);
    document.head.append(script);
  });
  return coming;
}

/** A formula as a picture; null where the pack holds nothing to draw it with. */
export const drawnFormula: FormulaMaker = async (source, size, colour) => {
  const maker = await comes();
  return maker ? maker(source, size, colour) : null;
};
