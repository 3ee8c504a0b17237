import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { putRow, rowsOf } from './device_rows.ts';
import { me } from './session.ts';
import { remember } from './settings.ts';
import { signedIn } from './signed_in.ts';

const person = { id: 'p1', memberships: [] } as unknown as Me;
const asked: string[] = [];

beforeEach(() => {
  localStorage.clear();
  asked.length = 0;
  me.value = null;
  vi.stubGlobal('fetch', async (url: string, { method }: RequestInit) => {
    asked.push(`${method} ${url}`);
    return new Response(JSON.stringify(person));
  });
});
afterEach(() => vi.unstubAllGlobals());

test('the worker hears who has signed in', async () => {
  vi.stubGlobal('navigator', { serviceWorker: { controller: {} } });
  signedIn(person);
  expect(me.value).toBe(person);
  await vi.waitFor(() => expect(asked).toEqual(['GET /api/me']));
});

test('without a worker, and with nothing that waits, a sign-in asks for nothing more', async () => {
  vi.stubGlobal('navigator', {});
  signedIn(person);
  await new Promise((done) => setTimeout(done));
  expect(asked).toEqual([]);
});

test('what waited for the session goes out', async () => {
  remember('waits', '1');
  const route = 'DELETE /api/sessions/{id}';
  await putRow('outbox', {
    id: 'o1',
    order: 1,
    person: 'p1',
    topic: 't',
    route,
    path: { id: 's' },
  });
  signedIn(person);
  await vi.waitFor(async () => expect(await rowsOf('outbox')).toEqual([]));
  expect(asked).toEqual(['GET /api/me', 'DELETE /api/sessions/s']);
});
