import { afterEach, expect, test, vi } from 'vitest';
import { call } from './call.ts';
import { askEarly } from './early.ts';

afterEach(() => vi.unstubAllGlobals());

function answers(...statuses: number[]) {
  const fetched = vi.fn(async () => new Response('{"n":1}', { status: statuses.shift() ?? 500 }));
  vi.stubGlobal('fetch', fetched);
  return fetched;
}

test('an early answer saves the request, once', async () => {
  const fetched = answers(200, 200);
  askEarly('/api/today');
  await call('GET /api/today');
  expect(fetched).toHaveBeenCalledTimes(1);
  await call('GET /api/today');
  expect(fetched).toHaveBeenCalledTimes(2);
});

test('a refusal given early is asked again', async () => {
  const fetched = answers(401, 200);
  askEarly('/api/today');
  await call('GET /api/today');
  expect(fetched).toHaveBeenCalledTimes(2);
});
