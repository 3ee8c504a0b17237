import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { me } from '~/lib/session.ts';
import { App } from './App.tsx';

afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
});

test.each([
  ['a moment of a replay', '/replay/1?t=600'],
  ['a page of the shell', '/lessons?state=open'],
])('signing in leads back to %s, and Back never to the sign-in', async (_, address) => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 401 }));
  history.replaceState(null, '', address);
  const before = history.length;
  me.value = null;
  await act(() => render(<App />, document.body));
  await vi.waitFor(() => expect(location.pathname).toBe('/sign-in'));
  expect(new URLSearchParams(location.search).get('to')).toBe(address);
  expect(history.length).toBe(before);
});

test('whoever comes to the bare address, signed out, is asked to sign in', async () => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 401 }));
  history.replaceState(null, '', '/');
  me.value = null;
  await act(() => render(<App />, document.body));
  await vi.waitFor(() => expect(location.pathname).toBe('/sign-in'));
  expect(new URLSearchParams(location.search).get('to')).toBe('/today');
});
