// Plain text in a box: where its lines end, and how high it stands.
import type { Words } from '../wire/operation.ts';

export const FONT =
  'system-ui, "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
export const LINE_HEIGHT = 1.35;

const known = new WeakMap<Words, string[]>();

/** Pieces that stay together: a word, or one character of a script without spaces. */
const PIECES =
  /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu;

/** The lines of a text whose font is set on the context. */
export function linesOf(context: CanvasRenderingContext2D, words: Words): string[] {
  const found = known.get(words);
  if (found) return found;
  const lines = words.text.split('\n').flatMap((line) => wrapped(context, line, words.w));
  known.set(words, lines);
  return lines;
}

function wrapped(context: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(PIECES) ?? []) {
    if (line !== '' && context.measureText((line + piece).trimEnd()).width > width) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  lines.push(line);
  return lines;
}

/** The height of a text of this size and width. */
export function heightOf(text: string, size: number, width: number, font = FONT): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return Math.ceil(size * LINE_HEIGHT);
  context.font = `${size}px ${font}`;
  const count = text.split('\n').reduce((sum, l) => sum + wrapped(context, l, width).length, 0);
  return Math.ceil(count * size * LINE_HEIGHT);
}
