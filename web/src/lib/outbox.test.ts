import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { putRow, removeRow } from './device_rows.ts';
import { giveUp, isStuck, onSent, openOutbox, post, sendWaiting, waiting } from './outbox.ts';
import { me } from './session.ts';

const answers: (Response | 'no network')[] = [];
const asked: string[] = [];
/** Whose session the browser holds. */
let session = 'p1';

beforeEach(() => {
  me.value = { id: 'p1' } as Me;
  session = 'p1';
  vi.stubGlobal('fetch', async (url: string, how: RequestInit) => {
    if (url === '/api/me') return json(200, { id: session });
    asked.push(`${how.method} ${url} ${how.body}`);
    const next = answers.shift() ?? 'no network';
    if (next === 'no network') throw new TypeError('no network');
    return next;
  });
});
afterEach(async () => {
  for (const one of waiting.peek()) await giveUp(one.id);
  vi.unstubAllGlobals();
  asked.length = 0;
  answers.length = 0;
});

const path = { id: 'l1', note: 'n1' };
const settled = () => sendWaiting();
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

test('what cannot be sent waits, and goes out in order when it can', async () => {
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  await post('b', 'DELETE /api/sessions/{id}', { path });
  await settled();
  expect(waiting.value.map((one) => one.topic)).toEqual(['a', 'b']);
  const heard: string[] = [];
  const stop = onSent((one, answer) => heard.push(`${one.topic} ${JSON.stringify(answer)}`));
  answers.push(json(200, { ok: 1 }), json(200, { ok: 2 }));
  await settled();
  stop();
  expect(heard).toEqual(['a {"ok":1}', 'b {"ok":2}']);
  expect(waiting.value).toEqual([]);
});

test('what is refused for good stays to be seen, and holds nothing up', async () => {
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  await post('b', 'DELETE /api/sessions/{id}', { path });
  answers.push(json(409, { code: 'late_answer.already' }), json(200, {}));
  await settled();
  expect(waiting.value.map((one) => [one.topic, one.refused])).toEqual([
    ['a', 'late_answer.already'],
  ]);
  const before = asked.length;
  await settled();
  expect(asked.length).toBe(before);
});

test('a session that ended or a server in trouble is no refusal', async () => {
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  answers.push(json(401, { code: 'session.required' }));
  await settled();
  answers.push(json(503, {}));
  await settled();
  expect(waiting.value.map((one) => one.refused)).toEqual([undefined]);
});

test('another person on the same device sees nothing of it and sends nothing', async () => {
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  me.value = { id: 'p2' } as Me;
  const before = asked.length;
  await openOutbox();
  await settled();
  expect(waiting.value).toEqual([]);
  expect(asked.length).toBe(before);
  me.value = { id: 'p1' } as Me;
  await openOutbox();
  await settled();
  expect(waiting.value.length).toBe(1);
});

test('nothing goes out in the name of who signed in on another page', async () => {
  session = 'p2';
  answers.push(json(200, {}));
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  expect(asked).toEqual([]);
  expect(waiting.value.map((one) => [one.topic, one.refused])).toEqual([['a', undefined]]);
  session = 'p1';
  await settled();
  expect(asked.length).toBe(1);
  expect(waiting.value).toEqual([]);
});

test('what is posted while a run is ending is sent too', async () => {
  let isHeard = false;
  const stop = onSent(() => {
    isHeard = true;
  });
  // The run has found nothing more and only gives its lock back.
  const request = async (_: string, __: object, work: (lock: object) => Promise<void>) => {
    await work({});
    if (isHeard && asked.length === 1) await post('b', 'DELETE /api/sessions/{id}', { path });
  };
  vi.stubGlobal('navigator', { locks: { request } });
  answers.push(json(200, {}), json(200, {}));
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await vi.waitFor(() => expect(asked.length).toBe(2));
  await vi.waitFor(() => expect(waiting.value).toEqual([]));
  stop();
});

test('what another page of this browser sent and keeps is known here too', async () => {
  const other = new BroadcastChannel('xingtan-outbox');
  const told: unknown[] = [];
  other.onmessage = ({ data }) => told.push(data);
  await post('a', 'DELETE /api/sessions/{id}', { path });
  await settled();
  await vi.waitFor(() => expect(told).toContainEqual({ kind: 'changed', isStuck: true }));
  const [one] = waiting.peek();
  if (!one) throw new Error('nothing waits');

  // The other page had more to send, and sent all.
  const heard: string[] = [];
  const stop = onSent(({ topic }, answer) => heard.push(`${topic} ${JSON.stringify(answer)}`));
  await putRow('outbox', { ...one, id: 'b', topic: 'b', order: one.order + 1 });
  other.postMessage({ kind: 'changed', isStuck: false });
  await vi.waitFor(() => expect(waiting.value.map(({ topic }) => topic)).toEqual(['a', 'b']));
  expect(isStuck.value).toBe(false);
  await removeRow('outbox', one.id);
  other.postMessage({ kind: 'taken', isStuck: false, one, answer: { ok: 1 } });
  await vi.waitFor(() => expect(waiting.value.map(({ topic }) => topic)).toEqual(['b']));
  expect(heard).toEqual(['a {"ok":1}']);
  const theirs = { ...one, person: 'p2' };
  other.postMessage({ kind: 'taken', isStuck: false, one: theirs, answer: {} });
  other.postMessage({ kind: 'changed', isStuck: true });
  await vi.waitFor(() => expect(isStuck.value).toBe(true));
  expect(heard).toHaveLength(1);

  // What this page sends, the other hears of.
  answers.push(json(200, { ok: 2 }));
  await settled();
  await vi.waitFor(() =>
    expect(told.at(-1)).toMatchObject({ kind: 'taken', one: { topic: 'b' }, answer: { ok: 2 } }),
  );
  stop();
  other.close();
});
