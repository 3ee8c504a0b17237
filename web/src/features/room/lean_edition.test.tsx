import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import editions from '~/texts/zh-CN/editions.json';
import texts from '~/texts/zh-CN/lean.json';
import room from '~/texts/zh-CN/room.json';
import { level, setChoice } from '../player/quality.ts';
import { Lean } from './Lean.tsx';
import { EMPTY } from './model.ts';
import { PlayedPart } from './PlayedPart.tsx';
import { RoomStore } from './store.ts';

const credit = { title: '折射', teachers: ['陈静'], school: '明德中学' };
const parts = [
  { part: 1, kind: 'passage', from_ms: 0, to_ms: 9_000 },
  { part: 2, kind: 'pause', text: '画出折射光线' },
];
const answers: Record<string, unknown> = {
  '/api/lessons/l/edition': { edition: 'e', title: 't', credit, parts, source_ms: 9_000 },
  '/api/lessons/l/edition/source': { duration_ms: 9_000, media_prefix: '', shift_ms: 0, runs: [] },
};

let root: HTMLElement;
beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'editions', editions);
  provideTexts('zh-CN', 'lean', texts);
  provideTexts('zh-CN', 'room', room);
  vi.stubGlobal('fetch', async (input: string | Request) => {
    const url = typeof input === 'string' ? input : input.url;
    const found = answers[new URL(url, location.href).pathname] ?? {};
    return new Response(JSON.stringify(found), { headers: { 'content-type': 'application/json' } });
  });
  setChoice('lean');
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(async () => {
  await act(() => render(null, root));
  root.remove();
  setChoice('auto');
  level.value = 'full';
  vi.unstubAllGlobals();
});

function storeOf(part: number): RoomStore {
  const store = new RoomStore({ id: 'l' } as Lesson, 'li');
  const now = { edition: 'e', part, from_ms: 0, since_ms: 0, held: false };
  store.model.value = { ...EMPTY, state: 'open', part: now };
  return store;
}

test('a lean lesson that plays an edition has the banner with the way back', async () => {
  await act(() => render(<Lean store={storeOf(1)} />, root));
  expect(root.textContent).toContain(texts.lean_wished);
  const back = [...root.querySelectorAll('button')].find(
    (one) => one.textContent === texts.restore,
  );
  await act(() => back?.click());
  expect([level.value, root.textContent]).toEqual(['full', '']);
});

test('what is said in the place of the picture is not said under a card', async () => {
  level.value = 'lean';
  await act(() => render(<PlayedPart key="1" store={storeOf(1)} />, root));
  await vi.waitFor(() => expect(root.textContent).toContain(room.level_lean));
  await act(() => render(<PlayedPart key="2" store={storeOf(2)} />, root));
  await vi.waitFor(() => expect(root.textContent).toContain('画出折射光线'));
  expect(root.textContent).not.toContain(room.level_lean);
});
