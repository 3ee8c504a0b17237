import { expect, test } from 'vitest';
import type { Sight } from '../state/replica.ts';
import { sumOf } from '../state/sum.ts';
import { IN_PLACE } from '../state/surface.ts';

const word = (text: string, dx = 0): Sight => ({
  content: { kind: 'text', colour: 1, size: 10, x: 0, y: 0, w: 9, h: 9, text },
  placement: { ...IN_PLACE, dx },
});

test('a sum tells elements, places and words apart, and not their order', () => {
  const [a, b] = [sumOf('00000000000000aa', word('one')), sumOf('00000000000000bb', word('two'))];
  expect(sumOf('00000000000000aa', word('one'))).toBe(a);
  expect(new Set([a, b, sumOf('00000000000000aa', word('one', 1))]).size).toBe(3);
  expect(sumOf('00000000000000aa', word('One'))).not.toBe(a);
  // What goes leaves what was there before it came.
  expect(a ^ b ^ a).toBe(b);
  expect(a ^ b).toBe(b ^ a);
});
