import { expect, test } from 'vitest';
import { byPaint } from '../state/stack.ts';
import { Surface } from '../state/surface.ts';

test('a picture that comes later lies beneath what was written before', () => {
  const surface = new Surface('board/1');
  const box = { x: 0, y: 0, w: 10, h: 10 };
  const add = (id: string, content: object) =>
    surface.apply({ type: 'add', elements: [{ id, content: content as never }] }, 'chen');
  add('words', { kind: 'text', colour: 1, size: 10, text: 'n', ...box });
  add('first', { kind: 'image', file: 'a', ...box });
  add('second', { kind: 'image', file: 'b', ...box });
  add('more', { kind: 'formula', colour: 1, size: 10, text: 'm', ...box });
  const painted = [...surface.elements].sort(byPaint).map(({ id }) => id);
  expect(painted).toEqual(['first', 'second', 'words', 'more']);
  expect(surface.elements.map(({ id }) => id)).toEqual(['words', 'first', 'second', 'more']);
});
