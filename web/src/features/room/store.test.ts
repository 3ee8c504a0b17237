import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { AGAIN_MS } from './socket.ts';
import { RoomStore } from './store.ts';
import type { ActivityView, Body, QuizView, ServerMessage } from './wire.ts';

type Sent = { type: string; client_id?: string; pressed_at_ms?: number };

class FakeSocket {
  static last: FakeSocket;
  /** What went out by any of them, in its order. */
  static sent: Sent[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  sent: Sent[] = [];
  constructor() {
    FakeSocket.last = this;
  }
  send(text: string) {
    const one = JSON.parse(text);
    this.sent.push(one);
    FakeSocket.sent.push(one);
  }
  close() {}
}

const stores: RoomStore[] = [];

beforeEach(() => {
  vi.stubGlobal('WebSocket', FakeSocket);
  localStorage.clear();
  FakeSocket.sent = [];
});

afterEach(() => {
  for (const store of stores.splice(0)) store.stop();
  vi.unstubAllGlobals();
});

function room() {
  const store = new RoomStore({ id: 'lesson' } as Lesson, 'ann');
  stores.push(store);
  store.start();
  const hear = (message: object) =>
    FakeSocket.last.onmessage?.({ data: JSON.stringify(message as ServerMessage) });
  const welcome = (more: object = {}) => {
    const snapshot = { seq: 0, state: 'open', people: [], danmaku_latest: [], announcements: [] };
    const rest = { activities: [], hands: [], picks: [], shift_ms: 0, ...more };
    const me = { person: 'ann', name: 'Ann', role: 'learner' };
    hear({ type: 'welcome', me, now_ms: 60_000, snapshot: { ...snapshot, ...rest } });
  };
  let seq = 0;
  const entry = (by: string, at_ms: number, body: Body) => {
    seq += 1;
    hear({ type: 'entry', seq, at_ms, by, ...body });
  };
  return { store, hear, welcome, entry };
}

const POLL = { activity: 'p', stem: '?', choices: [], multiple: false, anonymous: false };
const POLL_OPENED: Body = { kind: 'poll.opened', body: POLL };

test('drafts and answers that wait outlive the page, and drafts go with the lesson', () => {
  const before = room().store;
  before.keepDraft('p', { chosen: ['a'], text: '' });
  before.send({ type: 'vote', activity: 'p', choices: ['a'] });
  before.stop();
  const { store, welcome } = room();
  expect(store.draftOf('p')?.chosen).toEqual(['a']);
  expect(store.waiting.value).toBe(1);
  welcome({ state: 'closed' });
  expect(localStorage.getItem('drafts:lesson:ann')).toBeNull();
  // What waited is sent, so that its fate is known.
  expect(FakeSocket.last.sent.some((message) => message.type === 'vote')).toBe(true);
});

test('one’s own vote and every hand show at once, another’s question waits for its picture', () => {
  const { store, welcome, entry } = room();
  welcome();
  entry('eve', 10_000, POLL_OPENED);
  store.pictureMs = () => 12_000;
  entry('ann', 20_000, { kind: 'poll.voted', body: { activity: 'p', choices: ['a'] } });
  entry('ann', 20_000, { kind: 'hand.raised', body: {} });
  entry('eve', 20_000, { kind: 'poll.opened', body: { ...POLL, activity: 'q' } });
  const { activities, hands } = store.model.value;
  expect(activities).toMatchObject([{ activity: 'p', voted: true }]);
  expect(hands).toHaveLength(1);
  // Sent from elsewhere: it waits behind its question.
  entry('ann', 20_000, { kind: 'poll.voted', body: { activity: 'q' } });
  store.pictureMs = () => 20_000;
  entry('eve', 20_000, { kind: 'hands.lowered', body: {} });
  entry('eve', 20_000, { kind: 'person.left', body: {} });
  expect(store.model.value.activities).toMatchObject([{ voted: true }, { voted: true }]);
  expect(store.model.value.hands).toHaveLength(0);
});

test('a hand on its way is known until it is acknowledged', () => {
  const { store, welcome, hear } = room();
  welcome();
  store.send({ type: 'raise_hand' });
  expect(store.pending.value.has('hand')).toBe(true);
  const sent = FakeSocket.last.sent.find((message) => message.type === 'raise_hand');
  hear({ type: 'ack', client_id: sent?.client_id });
  expect(store.pending.value.has('hand')).toBe(false);
});

test('ink comes in the log’s order', () => {
  const { store, welcome, entry } = room();
  welcome();
  const drawn: number[] = [];
  store.onInk = (one) => drawn.push(one.seq);
  entry('eve', 1_000, { kind: 'ink.drawn', body: { op: 'AQ==' } });
  entry('eve', 2_000, { kind: 'ink.drawn', body: { op: 'AQ==' } });
  expect(drawn).toEqual([1, 2]);
});

test('staff wait for no picture', () => {
  const { store, welcome, hear, entry } = room();
  welcome();
  const me = { person: 'ann', name: 'Ann', role: 'staff' };
  hear({ type: 'welcome', me, now_ms: 60_000 });
  store.pictureMs = () => 12_000;
  entry('ann', 20_000, POLL_OPENED);
  expect(store.model.value.activities).toHaveLength(1);
});

test('a comment of which nobody knows is said again under its name, a refused one under another', async () => {
  vi.useFakeTimers();
  const { store, welcome, hear } = room();
  welcome();
  const said = () => FakeSocket.last.sent.filter((message) => message.type === 'send_danmaku');
  void store.say('hi');
  const name = said()[0]?.client_id;
  FakeSocket.last.onclose?.();
  await vi.advanceTimersByTimeAsync(AGAIN_MS);
  welcome();
  const [lost] = store.unsaid.value;
  if (!lost) throw new Error('it is not said to be unsent');
  void store.sayAgain(lost);
  expect(said().map((one) => one.client_id)).toEqual([name]);
  hear({ type: 'refused', client_id: name, code: 'danmaku.too_fast', retry_after_ms: 1000 });
  await vi.advanceTimersByTimeAsync(0);
  const [refused] = store.unsaid.value;
  if (!refused) throw new Error('it is not said to be refused');
  void store.sayAgain(refused);
  expect(said()[1]?.client_id).not.toBe(name);
  vi.useRealTimers();
});

const QUIZ: QuizView = {
  kind: 'quiz',
  activity: 'q',
  prompt: { kind: 'single', stem: '?', choices: [{ id: 'a', text: 'A' }], points: 1 },
  limit_ms: 30_000,
  grace_ms: 10_000,
  opened_ms: 50_000,
  is_open: true,
  is_shown: false,
  answered: 0,
};
const handedIn = () => FakeSocket.sent.filter((one) => one.type === 'submit_answer');

test('what is chosen when the time runs out is handed in, once', async () => {
  vi.useFakeTimers();
  const { store, welcome, hear, entry } = room();
  welcome({ activities: [QUIZ] });
  store.keepDraft('q', { chosen: ['a'], text: '' });
  await vi.advanceTimersByTimeAsync(19_000);
  expect(handedIn()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  const answer = { kind: 'choices', choices: ['a'] };
  expect(handedIn()).toMatchObject([{ activity: 'q', answer }]);
  const { pressed_at_ms, client_id } = handedIn()[0] as Sent;
  expect(pressed_at_ms).toBeGreaterThan(79_000);
  expect(pressed_at_ms).toBeLessThanOrEqual(80_000);
  expect(store.handedIn.value.has('q')).toBe(true);
  // Refused, it is not sent for ever.
  hear({ type: 'refused', client_id, code: 'quiz.closed' });
  await vi.advanceTimersByTimeAsync(5_000);
  entry('eve', 85_000, { kind: 'quiz.closed', body: { activity: 'q', answered: 0 } });
  expect(handedIn()).toHaveLength(1);
  vi.useRealTimers();
});

test('a quiz stopped by hand takes what is chosen too; one answered or untouched sends nothing', () => {
  const { store, welcome, entry } = room();
  const { limit_ms: _, ...unlimited } = QUIZ;
  const mine = { kind: 'choices' as const, choices: ['a'] };
  const answered = { ...unlimited, activity: 'r', mine };
  welcome({ activities: [unlimited, answered, { ...unlimited, activity: 's' }] });
  store.keepDraft('q', { chosen: ['a'], text: '' });
  store.keepDraft('r', { chosen: ['a'], text: '' });
  for (const activity of ['q', 'r', 's']) {
    entry('eve', 60_000, { kind: 'quiz.closed', body: { activity, answered: 0 } });
  }
  expect(handedIn()).toMatchObject([{ activity: 'q', pressed_at_ms: 60_000 }]);
});

test('an answered poll that is still open does not come back over a newer quiz', () => {
  const { store, welcome, entry } = room();
  const seen = { kind: 'poll', ...POLL, opened_ms: 1, is_open: true, voted: true, answered: 1 };
  welcome({ activities: [seen, QUIZ] });
  expect(store.asked?.activity).toBe('q');
  entry('eve', 60_000, { kind: 'quiz.closed', body: { activity: 'q', answered: 0 } });
  expect(store.asked?.activity).toBe('q');
  store.dismiss(store.asked as ActivityView);
  entry('eve', 61_000, { kind: 'poll.closed', body: { activity: 'p', answered: 1 } });
  expect(store.asked).toBeUndefined();
});

test.each([
  'session.ended',
  'access.ended',
])('after %s nothing more is seen of the class', (code) => {
  const { store, hear, welcome } = room();
  welcome();
  hear({ type: 'media', prefix: '/media/token/lesson' });
  expect(store.model.value.mediaPrefix).toBe('/media/token/lesson');
  hear({ type: 'bye', code, reconnect: false });
  expect(store.model.value.mediaPrefix).toBeNull();
});
