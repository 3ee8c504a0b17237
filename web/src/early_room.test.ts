import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { widthHere } from './early_room.ts';
import { browserWorld, RoomSocket } from './features/room/socket.ts';
import { PROTO } from './features/room/wire.ts';
import { widthFor } from './features/slides/picture.ts';

const shared = globalThis as Record<string, unknown>;
const sockets: FakeSocket[] = [];

class FakeSocket {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: unknown[] = [];
  readonly url: string;
  constructor(url: string) {
    this.url = url;
    sockets.push(this);
  }
  send(frame: string) {
    this.sent.push(JSON.parse(frame));
  }
  close() {
    this.readyState = 3;
  }
  hears(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

const fetched: string[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return new Response('{}');
  });
  delete shared.xtAsked;
  delete shared.xtSocket;
});
afterEach(() => {
  vi.unstubAllGlobals();
  sockets.length = 0;
  fetched.length = 0;
  history.replaceState(null, '', '/');
});

test('a page is fetched as wide as the room will want it', () => {
  const nets = [undefined, { effectiveType: '3g' }, { saveData: true }, { effectiveType: '2g' }];
  for (const css of [300, 390, 700, 1_000, 1_400]) {
    for (const ratio of [1, 1.5, 2, 3]) {
      for (const net of nets) {
        expect(widthHere(css, ratio, net, null)).toBe(widthFor(css, ratio, net, 'full'));
        expect(widthHere(css, ratio, net, 'lean')).toBe(widthFor(css, ratio, net, 'lean'));
        expect(widthHere(css, ratio, net, 'text')).toBe(widthFor(css, ratio, net, 'text'));
      }
    }
  }
});

test('a room takes over the socket of its page, with what came by then', async () => {
  history.replaceState(null, '', '/room/l1');
  await import('./early_room.ts');
  expect(fetched).toEqual(['/api/me', '/api/lessons/l1', '/api/lessons/l1/decks']);
  const [socket] = sockets as [FakeSocket];
  socket.readyState = 1;
  socket.onopen?.();
  expect(socket.sent).toEqual([{ type: 'hello', proto: PROTO, room: 'l1' }]);
  socket.hears({ type: 'welcome', snapshot: { seq: 7, state: 'open', surface: { kind: 'none' } } });

  const heard: string[] = [];
  const nothing = () => {};
  const listener = { onPoints: nothing, onLink: nothing, onWaiting: nothing };
  const room = new RoomSocket(
    socket.url,
    'l1',
    'p',
    browserWorld(async () => 'fine'),
    {
      ...listener,
      onMessage: ({ type }) => heard.push(type),
      onRefused: nothing,
      onUnsent: nothing,
    },
  );
  room.start();
  await vi.waitFor(() => expect(heard).toEqual(['welcome']));
  socket.hears({ type: 'presence', here: 1, expected: 1 });
  expect(heard).toEqual(['welcome', 'presence']);
  expect(sockets).toHaveLength(1);
  // It has said hello already, and never says it twice.
  expect(socket.sent.filter((one) => (one as { type: string }).type === 'hello')).toHaveLength(1);
  room.stop();
  expect(socket.readyState).toBe(3);
});

test('one that broke meanwhile is not taken, nor one of another room', async () => {
  history.replaceState(null, '', '/room/l1');
  await import('./early_room.ts');
  const [socket] = sockets as [FakeSocket];
  socket.readyState = 3;
  const world = browserWorld(async () => 'fine');
  world.connect(socket.url);
  expect(sockets).toHaveLength(2);
});

test('nothing is asked where the scripts were faster, or on another page', async () => {
  await import('./early_room.ts');
  history.replaceState(null, '', '/room/l1');
  shared.xtAsked = new Map();
  vi.resetModules();
  await import('./early_room.ts');
  expect(fetched).toEqual([]);
  expect(sockets).toEqual([]);
});
