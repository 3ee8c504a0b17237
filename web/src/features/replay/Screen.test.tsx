import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import { recall, remember } from '~/lib/settings.ts';
import core from '~/texts/zh-CN/core.json';
import notes from '~/texts/zh-CN/notes.json';
import texts from '~/texts/zh-CN/replay.json';
import { Addresses } from '../slides/picture.ts';
import type { Loaded } from './load.ts';
import { Screen } from './Screen.tsx';
import { tell } from './story.ts';
import { useReplay } from './use_replay.ts';

const loaded = {
  lesson: { id: '1' },
  recording: { duration_ms: 60_000, media_prefix: '', shift_ms: 0, runs: [] },
  names: {},
  story: tell([], 0),
  decks: [],
  stops: [],
  edition: null,
  chapters: [],
} as unknown as Loaded;

function Page() {
  const marking = { isOn: () => false, press: () => {}, write: () => {} };
  return (
    <Screen
      replay={useReplay(loaded)}
      loaded={loaded}
      addresses={new Addresses('')}
      notes={[]}
      marking={marking}
      onSearch={() => {}}
    />
  );
}

async function show() {
  await act(() => render(<Page />, document.body));
  const one = document.querySelector<HTMLElement>(`[aria-label="${texts.danmaku}"]`);
  if (!one) throw new Error('no key for danmaku');
  return { key: one, isOn: () => one.getAttribute('aria-pressed') === 'true' };
}

const press = (key: string, on: EventTarget) =>
  act(() => {
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'replay', texts);
  provideTexts('zh-CN', 'notes', notes);
  remember('danmaku', null);
});
afterEach(() => render(null, document.body));

test('a single letter works in the player and nowhere else', async () => {
  const { key, isOn } = await show();
  await press('d', document.body);
  expect(isOn()).toBe(true);
  await press('d', key);
  expect(isOn()).toBe(false);
});

test('whoever comes may press a letter at once', async () => {
  const { isOn } = await show();
  const at = document.activeElement;
  expect(at?.getAttribute('aria-label')).toBe(texts.picture);
  await press('d', at ?? document.body);
  expect(isOn()).toBe(false);
});

test('space plays wherever nobody types', async () => {
  await show();
  await press(' ', document.body);
  expect(document.querySelector(`[aria-label="${texts.pause}"]`)).not.toBeNull();
});

test('danmaku turned off on this device stay off in a replay, and the other way round', async () => {
  remember('danmaku', JSON.stringify({ on: false, size: 'huge' }));
  const { key, isOn } = await show();
  expect(isOn()).toBe(false);
  await act(() => key.click());
  expect(isOn()).toBe(true);
  expect(JSON.parse(recall('danmaku') ?? '')).toMatchObject({ on: true, size: 'huge' });
});
