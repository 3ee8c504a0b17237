import { beforeEach, expect, test } from 'vitest';
import type { LessonEdition } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import texts from '~/texts/zh-CN/editions.json';
import type { Entry } from '../room/wire.ts';
import { chapters } from './chapters.ts';
import { partAt, tell } from './story.ts';

const edition = 'e';
let seq = 0;
const entry = (at_ms: number, kind: string, body: object) => {
  seq += 1;
  return { seq, at_ms, v: 1, see: { to: 'everyone' }, kind, body } as Entry;
};
const journal = [
  entry(1_000, 'part.played', { edition, part: 1, from_ms: 20_000 }),
  entry(5_000, 'part.held', { edition, part: 1, at_ms: 24_000 }),
  entry(8_000, 'part.played', { edition, part: 1, from_ms: 24_000 }),
  entry(9_000, 'part.played', { edition, part: 4, from_ms: 0 }),
  entry(12_000, 'part.played', { edition, part: 1, from_ms: 20_000 }),
];
const { parts } = tell(journal, 500);

beforeEach(() => provideTexts('zh-CN', 'editions', texts));

test('a moment of the lesson says what was played, and where that stood', () => {
  expect(partAt(parts, 1_000)).toBeNull();
  expect(partAt(parts, 1_500)).toMatchObject({ part: 1, from_ms: 20_000, held: false });
  expect(partAt(parts, 6_000)).toMatchObject({ from_ms: 24_000, since_ms: 5_500, held: true });
  expect(partAt(parts, 99_000)).toMatchObject({ part: 1, since_ms: 12_500 });
});

test('a part that was held is one chapter, one shown again is two', () => {
  const played = {
    parts: [
      { part: 1, kind: 'passage', from_ms: 20_000, to_ms: 40_000 },
      { part: 4, kind: 'pause', text: '看看池塘' },
    ],
  } as LessonEdition;
  expect(chapters(parts, played)).toEqual([
    { seq: 0, at_ms: 1_500, text: '1 · 原课片段 · 00:20 – 00:40' },
    { seq: 3, at_ms: 9_500, text: '2 · 停顿 · 看看池塘' },
    { seq: 4, at_ms: 12_500, text: '1 · 原课片段 · 00:20 – 00:40' },
  ]);
  expect(chapters(parts, null).map((one) => one.text)).toEqual(['1', '4', '1']);
});
