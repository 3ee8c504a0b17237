import { expect, test } from 'vitest';
import { sheetOf } from './formula.ts';

test('fonts are told from the other rules of a sheet', async () => {
  const face = '@font-face{font-display:block;font-family:KaTeX_Main;src:url(data:a)}';
  const quoted = '@font-face{font-family:"KaTeX Two";src:url(data:b)}';
  const { rules, faces } = sheetOf(`${face}${quoted}.katex{font:normal 1em KaTeX_Main}`);
  expect(rules).toBe('.katex{font:normal 1em KaTeX_Main}');
  expect(faces.map(({ family }) => family)).toEqual(['KaTeX_Main', 'KaTeX Two']);
  expect(await faces[0]?.rule).toBe(face);
});
