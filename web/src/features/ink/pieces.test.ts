import katex from 'katex';
import { expect, test } from 'vitest';
import { PIECES, put } from './pieces.ts';

const [fraction] = PIECES as [(typeof PIECES)[number]];

test('a piece goes around what is selected, and one goes on in its first gap', () => {
  const made = put(fraction, 'n=x', 2, 3);
  expect(made.source).toBe('n=\\frac{x}{}');
  expect(made.source.slice(0, made.caret)).toBe('n=\\frac{x}{');
});

test('with nothing selected one types inside it', () => {
  const made = put(fraction, 'n=', 2, 2);
  expect(made.source.slice(0, made.caret)).toBe('n=\\frac{');
});

test.each(PIECES.map((piece) => [piece.sign, piece] as const))('%s is LaTeX', (_, piece) => {
  const { source } = put(piece, 'x', 0, 1);
  const laidOut = katex.renderToString(source, { throwOnError: true, strict: 'ignore' });
  expect(laidOut).toContain('katex');
});
