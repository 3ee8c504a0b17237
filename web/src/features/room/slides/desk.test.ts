// Slides and ink over a room's socket that is made here: what is drawn reaches the log once, and
// what the log says reaches the board in its order and in step with the picture.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { Replica } from '../../../../board/state/replica.ts';
import { Surface as Fold } from '../../../../board/state/surface.ts';
import { decode } from '../../../../board/wire/codec.ts';
import { encode } from '../../../../board/wire/encode.ts';
import { toBase64 } from '../../ink/frames.ts';
import type { Sheet } from '../../ink/line.ts';
import { aDeck } from '../../slides/a_deck.ts';
import { RoomStore } from '../store.ts';
import type { Body, ServerMessage } from '../wire.ts';
import { deskOf } from './desk.ts';

const ANN = '01930000-0000-7000-8000-00000000000a';
const EVE = '01930000-0000-7000-8000-00000000000e';

class FakeSocket {
  static last: FakeSocket;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: ({ type: string; client_id: string; op?: string } & Record<string, unknown>)[] = [];
  points: Uint8Array[] = [];
  constructor() {
    FakeSocket.last = this;
  }
  send(frame: string | Uint8Array) {
    if (typeof frame === 'string') this.sent.push(JSON.parse(frame));
    else this.points.push(frame);
  }
  close() {}
}

/** A board without its picture. */
class Paper implements Sheet {
  replica: Replica;
  live = 0;
  constructor(surface: string) {
    this.replica = new Replica(new Fold(surface), ANN, () => {});
  }
  load = () => {};
  apply = (bytes: Uint8Array, by: string) => this.replica.remote(decode(bytes).action, bytes, by);
  refuse = (bytes: Uint8Array) => this.replica.refused(bytes);
  resume = (bytes: Uint8Array) => void this.replica.local(bytes);
  applyLive = () => {
    this.live += 1;
  };
  get words(): string {
    return this.replica.surface.elements
      .filter((one) => !one.erased)
      .map(({ content }) => (content.kind === 'text' ? content.text : ''))
      .join(' ');
  }
}

const stores: RoomStore[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal(
    'fetch',
    async () => new Response(JSON.stringify({ items: [aDeck('a', '1 2 3')] })),
  );
  localStorage.clear();
});
afterEach(() => {
  for (const store of stores.splice(0)) store.stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function room(role: 'staff' | 'learner' = 'learner') {
  const store = new RoomStore({ id: 'lesson' } as Lesson, ANN);
  stores.push(store);
  store.start();
  let seq = 0;
  const hear = (message: object) =>
    FakeSocket.last.onmessage?.({ data: JSON.stringify(message as ServerMessage) });
  const welcome = (more: object = {}, isResumed = false) => {
    const empty = { people: [], danmaku_latest: [], announcements: [], activities: [], hands: [] };
    const ink = { surface: { kind: 'none' }, surface_ms: 0, writers: [ANN], inked: [] };
    const snapshot = { seq, state: 'open', picks: [], shift_ms: 0, ...empty, ...ink, ...more };
    const me = { person: ANN, name: 'Ann', role };
    hear({ type: 'welcome', me, now_ms: 60_000, ...(!isResumed && { snapshot }) });
  };
  const entry = (by: string, body: Body, at_ms = 60_000) => {
    seq += 1;
    hear({ type: 'entry', seq, at_ms, by, ...body });
    return seq;
  };
  const ink = (by: string, bytes: Uint8Array, at_ms?: number) =>
    entry(by, { kind: 'ink.drawn', body: { op: toBase64(bytes) } }, at_ms);
  const draws = () => FakeSocket.last.sent.filter((one) => one.type === 'draw');
  return { store, hear, welcome, entry, ink, draws };
}

let ids = 0;
function word(text: string): Uint8Array {
  ids += 1;
  const id = ids.toString(16).padStart(16, '0');
  const box = { x: 0, y: 0, w: 9, h: 9 };
  const content = { kind: 'text', colour: 1, size: 10, ...box, text } as const;
  return encode({ surface: 'board/1', action: { type: 'add', elements: [{ id, content }] } });
}

/** Draws as a board does: here at once, then on its way. */
function write(paper: Paper, desk: ReturnType<typeof deskOf>, bytes: Uint8Array) {
  paper.replica.local(bytes);
  desk.draw(bytes);
}

test('an own stroke is sent once, acknowledged, and stands where the log has it', () => {
  const { store, hear, welcome, ink, draws } = room();
  welcome();
  const desk = deskOf(store);
  const paper = new Paper('board/1');
  desk.line.show('board/1', paper);
  const mine = word('mine');
  write(paper, desk, mine);
  ink(EVE, word('first'));
  const seq = ink(ANN, mine);
  const [sent] = draws();
  hear({ type: 'ack', client_id: sent?.client_id, seq });
  expect(draws()).toHaveLength(1);
  expect(paper.words).toBe('first mine');
  expect(store.waitingDraws).toEqual([]);
});

test('the first ink on a surface is known, and what was drawn before the board was fetched', () => {
  const { store, welcome, ink } = room();
  welcome();
  ink(EVE, word('early'));
  const desk = deskOf(store);
  expect(desk.hasInk('board/1')).toBe(true);
  expect(desk.hasInk('board/2')).toBe(false);
  const paper = new Paper('board/1');
  desk.line.show('board/1', paper);
  ink(EVE, word('late'));
  expect(paper.words).toBe('early late');
});

test('ink drawn while the connection is lost goes out when it is back, under its own name', async () => {
  const { store, welcome, draws } = room();
  welcome();
  const desk = deskOf(store);
  const paper = new Paper('board/1');
  desk.line.show('board/1', paper);
  write(paper, desk, word('one'));
  const [before] = draws();
  FakeSocket.last.onclose?.({ code: 1006 });
  write(paper, desk, word('two'));
  await vi.advanceTimersByTimeAsync(2_000);
  FakeSocket.last.onopen?.();
  welcome({}, true);
  expect(draws()[0]).toEqual(before);
  expect(draws()).toHaveLength(2);
  expect(paper.words).toBe('one two');
});

test('after a reload what waited is sent again and is seen at once', () => {
  const first = room();
  first.welcome();
  deskOf(first.store).draw(word('kept'));
  first.store.stop();
  const { store, welcome, draws } = room();
  welcome();
  const paper = new Paper('board/1');
  deskOf(store).line.show('board/1', paper);
  expect(draws()).toHaveLength(1);
  expect(paper.words).toBe('kept');
});

test('a refused stroke is taken back, one too many is sent again', async () => {
  const { store, hear, welcome, draws } = room();
  welcome();
  const desk = deskOf(store);
  const paper = new Paper('board/1');
  desk.line.show('board/1', paper);
  write(paper, desk, word('slow'));
  write(paper, desk, word('bad'));
  const [slow, bad] = draws();
  hear({ type: 'refused', client_id: slow?.client_id, code: 'rate.too_many', retry_after_ms: 500 });
  hear({ type: 'refused', client_id: bad?.client_id, code: 'ink.not_allowed' });
  expect(paper.words).toBe('slow');
  await vi.advanceTimersByTimeAsync(600);
  expect(draws().map((one) => one.client_id)).toEqual([
    slow?.client_id,
    bad?.client_id,
    slow?.client_id,
  ]);
});

test('ink and live points wait for the picture, and pages too', async () => {
  const { store, welcome, entry, ink } = room();
  welcome();
  const desk = deskOf(store);
  const paper = new Paper('board/1');
  desk.line.show('board/1', paper);
  let picture = 55_000;
  store.pictureMs = () => picture;
  entry(EVE, { kind: 'page.turned', body: { surface: { kind: 'board', board: 1 } } });
  ink(EVE, word('late'));
  const message = [1, 33, 7, ...new TextEncoder().encode('board/1'), 1, 2, 3, 4, 5, 6, 7, 8];
  const frame = Uint8Array.from([1, ...new Array(16).fill(0), message.length, ...message]);
  FakeSocket.last.onmessage?.({ data: frame.buffer });
  expect(paper.words).toBe('');
  expect(paper.live).toBe(0);
  expect(desk.show.surface.value.kind).toBe('none');
  picture = 61_000;
  await vi.advanceTimersByTimeAsync(200);
  expect(paper.words).toBe('late');
  expect(paper.live).toBe(1);
  expect(desk.show.surface.value.kind).toBe('board');
});

test('who may write is told by the log', () => {
  const { store, welcome, entry } = room();
  welcome({ writers: [] });
  const desk = deskOf(store);
  expect(desk.mayWrite.value).toBe(false);
  entry(EVE, { kind: 'writer.set', body: { person: ANN, may: true } });
  expect(desk.mayWrite.value).toBe(true);
  entry(EVE, { kind: 'lesson.closed', body: {} });
  expect(desk.mayWrite.value).toBe(false);
});

test('a teacher’s page is turned by a message, boards are numbered on', async () => {
  const { store, hear, welcome, entry } = room('staff');
  welcome({ inked: [{ surface: 'board/3', seq: 1 }] });
  const desk = deskOf(store);
  await vi.advanceTimersByTimeAsync(0);
  desk.show.step(1);
  const turned = FakeSocket.last.sent.find((one) => one.type === 'turn_page');
  const surface = { kind: 'slide', deck: 'a', page: 1 } as const;
  expect(turned).toMatchObject({ surface });
  entry(ANN, { kind: 'page.turned', body: { surface } });
  hear({ type: 'ack', client_id: turned?.client_id, seq: 1 });
  expect(desk.show.page.value?.label).toBe('1');
  expect(desk.boards.value).toEqual([3]);
  expect(desk.newBoard()).toEqual({ kind: 'board', board: 4 });
});
