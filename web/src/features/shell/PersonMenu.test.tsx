import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import core from '~/texts/zh-CN/core.json';
import { PersonMenu } from './PersonMenu.tsx';

vi.mock('~/features/kept/SignOut.tsx', () => {
  throw new TypeError('a chunk that does not come');
});

const person = { id: 'p1', display_name: '李小雨', memberships: [] } as unknown as Me;
const dropped: string[] = [];
let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  me.value = person;
  dropped.length = 0;
  vi.stubGlobal('caches', {
    keys: async () => ['kept:p1:l1', 'kept:p2:l1', 'app:1'],
    delete: async (name: string) => dropped.push(name),
  });
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

async function signOut(): Promise<void> {
  await act(() => render(<PersonMenu person={person} />, root));
  const press = (text: string) =>
    act(() => {
      const all = [...root.querySelectorAll('button')];
      all.find((one) => one.textContent?.includes(text))?.click();
    });
  await press('李小雨');
  await press(core.sign_out);
}

test('signing out works without the part that says what is kept', async () => {
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  await signOut();
  await vi.waitFor(() => expect(me.value).toBeNull());
  expect(dropped).toEqual(['xingtan-who', 'kept:p1:l1']);
});

test('signing out that fails says so', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('no network');
  });
  await signOut();
  await vi.waitFor(() => expect(root.querySelector('[data-tone=mark]')).not.toBeNull());
  expect(me.value).toBe(person);
  expect(dropped).toEqual([]);
});
