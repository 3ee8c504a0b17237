import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import texts from '~/texts/zh-CN/room.json';
import { LearnerBar } from './LearnerBar.tsx';
import { EMPTY } from './model.ts';
import { RoomStore } from './store.ts';

const root = document.createElement('div');

beforeEach(() => {
  vi.useFakeTimers();
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'room', texts);
});
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
});

async function show(more: object) {
  const store = new RoomStore({ id: 'l' } as Lesson, 'ann');
  store.model.value = { ...EMPTY, state: 'open', ...more };
  store.link.value = { state: 'online', roundTripMs: null };
  store.unsaid.value = [{ text: 'hi', why: '', againMs: Date.now() + 2_000 }];
  await act(() => render(<LearnerBar store={store} />, root));
  const again = () => {
    const all = [...root.querySelectorAll('button')];
    return all.find((one) => one.textContent?.includes(texts.say_again)) as HTMLButtonElement;
  };
  return { again };
}

test('what was refused for haste counts down to when it may be sent again', async () => {
  const { again } = await show({ danmaku: { on: true, slow_ms: 10_000 } });
  expect(root.querySelector('input')?.placeholder).toContain('10');
  expect([again().disabled, again().textContent]).toEqual([true, `${texts.say_again} 2`]);
  await act(async () => {
    await vi.advanceTimersByTimeAsync(2_500);
  });
  expect([again().disabled, again().textContent]).toEqual([false, texts.say_again]);
});

test('who is muted cannot send it again', async () => {
  const { again } = await show({ muted: true });
  await act(async () => {
    await vi.advanceTimersByTimeAsync(2_500);
  });
  expect(again().disabled).toBe(true);
});
