// How many bytes a content takes on the wire: what limits count.
import type { Content } from '../wire/operation.ts';

const toUtf8 = new TextEncoder();

function ofNumber(value: number): number {
  let bytes = 1;
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) bytes++;
  return bytes;
}

const ofSigned = (value: number) => ofNumber(value < 0 ? -2 * value - 1 : 2 * value);

function ofText(text: string): number {
  const { length } = toUtf8.encode(text);
  return ofNumber(length) + length;
}

export function bytesOf(content: Content): number {
  switch (content.kind) {
    case 'stroke':
      return 3 + ofNumber(content.width) + content.points.length;
    case 'shape': {
      const { width, x1, y1, x2, y2 } = content;
      const places = [x1, y1, x2 - x1, y2 - y1];
      return places.reduce((sum, place) => sum + ofSigned(place), 3 + ofNumber(width));
    }
    default: {
      const { x, y, w, h } = content;
      const box = ofSigned(x) + ofSigned(y) + ofNumber(w) + ofNumber(h);
      if (content.kind === 'image') return 1 + box + ofText(content.file);
      return 3 + ofNumber(content.size) + box + ofText(content.text);
    }
  }
}
