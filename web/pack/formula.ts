// What draws formulas, as a script of its own: only packs that have some hold it. A page opened from
// a disk may neither fetch nor read the rules of its own styles, so both are in here.
import css from 'katex/dist/katex.min.css?inline';
import { type Face, formulaPicture, type Sheet } from '../src/features/ink/formula_picture.ts';
import type { FormulaMaker } from './formulas.ts';

const FACE = /@font-face\s*\{[^}]*\}/g;

/** The fonts among the rules of a style sheet, and the other rules. */
export function sheetOf(text: string): Sheet {
  const faces = (text.match(FACE) ?? []).map((rule): Face => {
    const [, family = ''] = /font-family:\s*["']?([^;"'}]+)/.exec(rule) ?? [];
    return { family: family.trim(), rule: Promise.resolve(rule) };
  });
  return { rules: text.replace(FACE, ''), faces };
}

let sheet: Promise<Sheet> | undefined;

/** Lays the styles into the page, where formulas are laid out before they are pictures. */
function prepared(): Promise<Sheet> {
  sheet ??= new Promise((done) => {
    const style = document.createElement('style');
    style.textContent = css;
    document.head.append(style);
    done(sheetOf(css));
  });
  return sheet;
}

const make: FormulaMaker = async (source, size, colour) => {
  // Laid out before its styles are there it would be another one.
  await prepared();
  return formulaPicture({ source, size, colour }, prepared);
};

(window as { XINGTAN_FORMULA?: FormulaMaker }).XINGTAN_FORMULA = make;
