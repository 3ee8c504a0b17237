import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { giveUp, openOutbox, sendWaiting, waiting } from '~/lib/outbox.ts';
import { me } from '~/lib/session.ts';
import type { GivenAnswer } from './shapes.ts';
import { answerIn, keepAnswer, standings } from './shelf_answers.ts';

let answers: (Response | 'no network')[] = [];
const asked: string[] = [];
const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

beforeEach(() => {
  me.value = { id: 'p1' } as Me;
  answers = [];
  asked.length = 0;
  sessionStorage.clear();
  vi.stubGlobal('fetch', async (url: string, how: RequestInit) => {
    if (url === '/api/me') return json(200, { id: 'p1' });
    asked.push(`${how.method} ${url}`);
    const next = answers.shift() ?? 'no network';
    if (next === 'no network') throw new TypeError('no network');
    return next;
  });
});
afterEach(async () => {
  for (const one of waiting.peek()) await giveUp(one.id);
  vi.unstubAllGlobals();
});

const given = (client_id: string) =>
  ({
    client_id,
    person: 'a',
    activity: 'q',
    answer: { kind: 'truth', value: true },
  }) as GivenAnswer;
const states = () => standings('k').map((one) => [one.given.client_id, one.state]);

test('an answer waits for the network, survives a reload, and goes out once', async () => {
  await keepAnswer('k', given('c1'));
  await sendWaiting();
  expect(states()).toEqual([['c1', 'waiting']]);
  waiting.value = [];
  await openOutbox();
  await sendWaiting();
  expect(states(), 'a page that is loaded anew finds it').toEqual([['c1', 'waiting']]);
  await keepAnswer('k', given('c1'));
  expect(waiting.value.length, 'the same again is one').toBe(1);
  answers = [json(201, given('c1'))];
  await sendWaiting();
  expect(waiting.value).toEqual([]);
  expect(asked.every((one) => one === 'POST /api/packs/k/answers')).toBe(true);
});

test('what the server will not take says why and is not sent again', async () => {
  answers = [json(409, { code: 'late_answer.already', status: 409 })];
  await keepAnswer('k', given('c2'));
  await sendWaiting();
  const [one] = standings('k');
  expect(one?.state).toBe('refused');
  expect(one?.why).toBeTruthy();
  const before = asked.length;
  await sendWaiting();
  expect(asked.length).toBe(before);
});

test('only what has the shape of an answer is heard from a sandbox', () => {
  const said = { type: 'xingtan-pack-answer', given: given('c3') };
  expect(answerIn(said)?.client_id).toBe('c3');
  for (const other of [
    null,
    'x',
    { type: 'other', given: given('c3') },
    { type: 'xingtan-pack-answer', given: null },
    { type: 'xingtan-pack-answer', given: { client_id: 3 } },
    { type: 'xingtan-pack-answer', given: { ...given('c3'), more: 'x'.repeat(30_000) } },
  ]) {
    expect(answerIn(other)).toBeNull();
  }
});
