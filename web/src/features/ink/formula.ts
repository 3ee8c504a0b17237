// Formulas where a server gives the layout's styles and fonts.
import 'katex/dist/katex.min.css';
import type { Formula } from '../../../board/index.ts';
import { type Face, formulaPicture as pictureOf, type Sheet } from './formula_picture.ts';

let sheet: Promise<Sheet> | undefined;

/** A LaTeX source as a picture, letters `size` high; null while it is no whole formula. */
export function formulaPicture(
  source: string,
  size: number,
  colour: string,
): Promise<Formula | null> {
  return pictureOf({ source, size, colour }, () => {
    sheet ??= readSheet().catch((error) => {
      sheet = undefined;
      throw error;
    });
    return sheet;
  });
}

/** The layout's own rules, and its fonts, which are fetched once each. */
async function readSheet(): Promise<Sheet> {
  let rules = '';
  const faces: Face[] = [];
  for (const one of document.styleSheets) {
    const all = [...one.cssRules];
    if (!all.some((rule) => rule.cssText.startsWith('.katex '))) continue;
    for (const rule of all) {
      if (rule instanceof CSSFontFaceRule) faces.push(faceOf(rule, one.href));
      else rules += rule.cssText;
    }
  }
  return { rules, faces };
}

function faceOf(rule: CSSFontFaceRule, sheetUrl: string | null): Face {
  const family = rule.style.getPropertyValue('font-family').replaceAll(/["']/g, '');
  const [, url = ''] = /url\("?([^")]+)"?\)/.exec(rule.cssText) ?? [];
  let made: Promise<string> | undefined;
  return {
    family,
    get rule() {
      made ??= inlined(rule, new URL(url, sheetUrl ?? location.href).href).catch((error) => {
        made = undefined;
        throw error;
      });
      return made;
    },
  };
}

async function inlined(rule: CSSFontFaceRule, url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`no font: ${answer.status}`);
  const font = await answer.blob();
  const data = await new Promise<string>((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(font);
  });
  const own = (name: string) => `${name}:${rule.style.getPropertyValue(name)};`;
  const kind = own('font-family') + own('font-style') + own('font-weight');
  return `@font-face{${kind}src:url(${data})}`;
}
