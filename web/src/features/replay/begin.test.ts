import { beforeEach, expect, test } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { remember } from '~/lib/settings.ts';
import texts from '~/texts/zh-CN/replay.json';
import type { Loaded } from './load.ts';
import { note } from './note.ts';
import { startAt } from './use_replay.ts';

const segment = { start_ms: 0, duration_ms: 1_000, url: 's' };
const of = (segments: object[], parts: object[]) =>
  ({
    lesson: { id: 'l' },
    recording: { duration_ms: 60_000, runs: [{ segments }] },
    story: { parts },
  }) as unknown as Loaded;
const first = { since_ms: 2_000 };

beforeEach(() => {
  provideTexts('zh-CN', 'replay', texts);
  me.value = { id: 'p' } as Me;
  remember('replay.l', null);
  history.replaceState(null, '', '/replay/l');
});

test('a replay of nothing but an edition begins with its first part', () => {
  expect(startAt(of([], [first]))).toBe(2_000);
  expect(startAt(of([segment], [first]))).toBe(0);
  expect(startAt(of([], []))).toBe(0);
});

test('who was further on goes on there, and an address has the last word', () => {
  remember('replay.l', '900');
  expect(startAt(of([], [first]))).toBe(2_000);
  remember('replay.l', '30000');
  expect(startAt(of([], [first]))).toBe(30_000);
  history.replaceState(null, '', '/replay/l?t=1');
  expect(startAt(of([], [first]))).toBe(1_000);
});

test('where an edition was played nobody is told that there is nothing to see', () => {
  const state = 'no_picture' as const;
  const hasPicture = false;
  expect(note({ state }, { hasPicture, hasParts: true })).toBe(texts.plays_edition);
  expect(note({ state }, { hasPicture, hasParts: false })).toBe(texts.no_picture);
});
