// Formulas as pictures that a canvas takes: KaTeX lays them out, an SVG image carries what came of
// it with the fonts in it, for a picture fetches nothing. Whoever calls brings the layout's styles.
import katex from 'katex';
import type { Formula } from '../../../board/index.ts';

/** Pixels of a letter's height while a formula is laid out; a picture is sharp at any size. */
const LAID_OUT_PX = 48;
/** Bounds for sources that would grow without end. */
const EXPANSIONS_MAX = 300;
const EM_MAX = 40;

export interface Face {
  family: string;
  /** A CSS rule whose font is in it. */
  rule: Promise<string>;
}

/** The layout's own rules, which the page has too, and its fonts. */
export interface Sheet {
  rules: string;
  faces: Face[];
}

/**
 * A LaTeX source as a picture, letters `size` high; null while it is no whole formula. Throws when
 * what it is laid out with cannot be had now.
 */
export async function formulaPicture(
  { source, size, colour }: { source: string; size: number; colour: string },
  sheet: () => Promise<Sheet>,
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
    const { rules, faces } = await sheet();
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
