import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import texts from '~/texts/zh-CN/room.json';
import { EndLesson } from './EndLesson.tsx';
import { EMPTY } from './model.ts';
import { RoomStore } from './store.ts';
import type { ActivityView } from './wire.ts';

const done = vi.hoisted(() => ({ order: [] as string[] }));
vi.mock('~/api/call.ts', () => ({
  call: async (what: string) => done.order.push(what),
}));

const root = document.createElement('div');
document.body.append(root);
const quiz = (activity: string, more: Partial<ActivityView>) =>
  ({
    kind: 'quiz',
    activity,
    prompt: { kind: 'single', stem: `题 ${activity}`, choices: [], points: 1 },
    is_open: false,
    is_shown: false,
    ...more,
  }) as ActivityView;

beforeEach(() => {
  done.order = [];
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'room', texts);
});
afterEach(() => act(() => render(null, root)));

async function show(activities: ActivityView[]) {
  const store = new RoomStore({ id: 'l' } as Lesson, 'chen');
  store.model.value = { ...EMPTY, state: 'open', activities };
  store.ask = async (action) => {
    done.order.push(`${action.type} ${'activity' in action ? action.activity : ''}`);
  };
  await act(() => render(<EndLesson store={store} onClose={() => {}} />, root));
  const dialog = root.querySelector('dialog') as HTMLElement;
  const press = async (name: string) => {
    const button = [...dialog.querySelectorAll('button')].find((one) => one.textContent === name);
    await act(async () => button?.click());
  };
  return { dialog, press };
}

test('who ends a lesson is told what was not published, and can publish it', async () => {
  const shown = quiz('1', { is_shown: true });
  const { dialog, press } = await show([shown, quiz('2', { is_open: true }), quiz('3', {})]);
  expect(dialog.textContent).toContain('有 2 道题的结果还没公布');
  expect(dialog.textContent).toContain('其中 1 道还在作答');
  expect(dialog.textContent).not.toContain('题 1');
  await press(texts.end_and_publish);
  expect(done.order).toEqual(['show_quiz 2', 'show_quiz 3', 'POST /api/lessons/{id}/closing']);
});

test('nothing is published unasked, and nothing offered where all is', async () => {
  const { press } = await show([quiz('2', {})]);
  await press(texts.end_lesson);
  expect(done.order).toEqual(['POST /api/lessons/{id}/closing']);
  await act(() => render(null, root));
  const { dialog } = await show([quiz('1', { is_shown: true })]);
  expect(dialog.textContent).not.toContain(texts.end_and_publish);
});
