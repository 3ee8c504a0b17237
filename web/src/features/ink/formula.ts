// Formulas as pictures that a canvas takes: KaTeX lays them out, an SVG image carries what came of
// it with the fonts in it, for a picture fetches nothing.
import 'katex/dist/katex.min.css';
import katex from 'katex';
import type { Formula } from '../../../board/index.ts';

/** Pixels of a letter's height while a formula is laid out; a picture is sharp at any size. */
const LAID_OUT_PX = 48;
/** Bounds for sources that would grow without end. */
const EXPANSIONS_MAX = 300;
const EM_MAX = 40;

interface Face {
  family: string;
  /** A CSS rule whose font is in it. */
  rule: Promise<string>;
}

let sheet: Promise<{ rules: string; faces: Face[] }> | undefined;

/**
 * A LaTeX source as a picture, letters `size` high; null while it is no whole formula. Throws when
 * what it is laid out with cannot be fetched now.
 */
export async function formulaPicture(
  source: string,
  size: number,
  colour: string,
): Promise<Formula | null> {
  if (!source.trim()) return null;
  const box = document.createElement('div');
  Object.assign(box.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    visibility: 'hidden',
    display: 'inline-block',
    padding: '4px',
    whiteSpace: 'nowrap',
    color: colour,
    fontSize: `${LAID_OUT_PX}px`,
    lineHeight: '1.2',
  });
  try {
    // Nothing in a source may fetch, link or run: KaTeX trusts no command that could.
    katex.render(`\\displaystyle ${source}`, box, {
      output: 'html',
      throwOnError: true,
      strict: 'ignore',
      trust: false,
      maxExpand: EXPANSIONS_MAX,
      maxSize: EM_MAX,
    });
  } catch {
    return null;
  }
  document.body.append(box);
  try {
    sheet ??= readSheet().catch((error) => {
      sheet = undefined;
      throw error;
    });
    const { rules, faces } = await sheet;
    await document.fonts.ready;
    const used = new Set([...box.querySelectorAll('*')].map((one) => firstFamily(one)));
    const fonts = await Promise.all(
      faces.filter((face) => used.has(face.family)).map((face) => face.rule),
    );
    const { width, height } = box.getBoundingClientRect();
    box.style.visibility = 'visible';
    box.style.position = 'static';
    const picture = await drawn(box, `${fonts.join('')}${rules}`, { width, height });
    const scale = size / LAID_OUT_PX;
    return { picture, width: width * scale, height: height * scale };
  } finally {
    box.remove();
  }
}

function firstFamily(element: Element): string {
  const family = getComputedStyle(element).fontFamily.split(',')[0] ?? '';
  return family.replaceAll(/["']/g, '').trim();
}

/** The layout's own rules, and its fonts, which are fetched once each. */
async function readSheet(): Promise<{ rules: string; faces: Face[] }> {
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

async function drawn(
  box: HTMLElement,
  styles: string,
  { width, height }: { width: number; height: number },
): Promise<HTMLImageElement> {
  const words = new XMLSerializer().serializeToString(box);
  const look = styles.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<foreignObject width="100%" height="100%"><style>${look}</style>${words}</foreignObject></svg>`;
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
