import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { onSessionEnded } from '~/api/call.ts';
import type { Me } from '~/api/shapes.ts';
import { me, signOut } from './session.ts';

const asked = vi.fn(async () => {});

beforeEach(() => {
  asked.mockClear();
  onSessionEnded(asked);
  me.value = { id: 'a', memberships: [] } as unknown as Me;
});
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['signed out', async () => new Response(null, { status: 204 }), true],
  ['over already', async () => new Response('{}', { status: 401 }), true],
  ['a fault of the server', async () => new Response('{}', { status: 503 }), false],
  [
    'no network',
    async () => {
      throw new TypeError('offline');
    },
    false,
  ],
])('signing out: %s', async (_, answer, isOut) => {
  vi.stubGlobal('fetch', answer);
  const ended = await signOut().then(
    () => true,
    () => false,
  );
  expect(ended).toBe(isOut);
  // Whoever may still be signed in is shown as such, and nobody is asked to sign in to sign out.
  expect(me.value === null).toBe(isOut);
  expect(asked).not.toHaveBeenCalled();
});
