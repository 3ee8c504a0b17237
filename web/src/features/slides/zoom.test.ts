import { expect, test } from 'vitest';
import { FULL, move, styleOf, zoomAt } from './zoom.ts';

test('the point under the fingers stays where it is', () => {
  const zoom = zoomAt(FULL, 2, 0.25, -0.25);
  // A point p of the page stands at x + p·scale.
  const p = 0.25;
  expect(zoom.x + p * zoom.scale).toBeCloseTo(0.25);
  expect(zoom.y - p * zoom.scale).toBeCloseTo(-0.25);
});

test('the picture never leaves its frame, nor gets smaller than it', () => {
  expect(zoomAt(FULL, 0.2, 0, 0)).toEqual(FULL);
  expect(move({ scale: 2, x: 0, y: 0 }, 9, -9)).toEqual({ scale: 2, x: 0.5, y: -0.5 });
  expect(zoomAt(FULL, 100, 0, 0).scale).toBe(5);
  expect(styleOf(FULL)).toBe('');
});
