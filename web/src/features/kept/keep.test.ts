import { expect, test } from 'vitest';
import { encode } from '../../../board/wire/encode.ts';
import type { Content } from '../../../board/wire/operation.ts';
import { contentOf } from './keep.ts';

const box = { x: 0, y: 0, w: 100, h: 100 };
const file = `${'0'.repeat(64)}.webp`;

function added(content: Content) {
  const elements = [{ id: '0123456789abcdef', content }];
  const bytes = encode({ surface: 'board/1', action: { type: 'add', elements } });
  return { at_ms: 0, by: 'p', bytes };
}

const words = (kind: 'text' | 'formula') =>
  added({ ...box, kind, colour: 0, size: 400, text: 'x^2' });

test('a board’s pictures are kept, and what draws formulas where there are some', () => {
  const broken = { at_ms: 0, by: 'p', bytes: new Uint8Array([255]) };
  const plain = contentOf([broken, words('text'), added({ ...box, kind: 'image', file })]);
  expect(plain).toEqual({ pictures: new Set([`ink/${file}`]), hasFormulas: false });
  expect(contentOf([words('formula'), words('text')]).hasFormulas).toBe(true);
});
