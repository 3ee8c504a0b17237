import { expect, test } from 'vitest';
import {
  AGAIN_MS,
  type Link,
  OPENING_MS,
  PING_EVERY_MS,
  RoomSocket,
  type Wire,
  type World,
} from './socket.ts';
import type { ServerMessage } from './wire.ts';

class FakeWire implements Wire {
  onopen: Wire['onopen'] = null;
  onmessage: Wire['onmessage'] = null;
  onclose: Wire['onclose'] = null;
  sent: { type: string; [key: string]: unknown }[] = [];
  points: Uint8Array[] = [];
  send(frame: string | Uint8Array) {
    if (typeof frame === 'string') this.sent.push(JSON.parse(frame));
    else this.points.push(frame);
  }
  close() {}
  say(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  of(type: string) {
    return this.sent.filter((message) => message.type === type);
  }
}

function setUp(store = new Map<string, string>()) {
  let now = 1_000;
  const wires: FakeWire[] = [];
  const timers = new Map<number, { run: () => void; at: number }>();
  let names = 0;
  const world: World = {
    connect: () => {
      const wire = new FakeWire();
      wires.push(wire);
      return wire;
    },
    now: () => now,
    random: () => 1,
    later: (run, ms) => {
      names += 1;
      timers.set(names, { run, at: now + ms });
      return names;
    },
    cancel: (timer) => timers.delete(timer as number),
    store: {
      getItem: (key) => store.get(key) ?? null,
      setItem: (key, value) => store.set(key, value),
      removeItem: (key) => store.delete(key),
    },
    check: async () => 'unknown',
  };
  const links: Link[] = [];
  const heard: ServerMessage[] = [];
  const points: Uint8Array[] = [];
  const refused: string[] = [];
  const unsent: string[] = [];
  const socket = new RoomSocket('ws://x', 'lesson', 'ann', world, {
    onMessage: (message) => heard.push(message),
    onPoints: (frame) => points.push(frame),
    onLink: (link) => links.push(link),
    onWaiting: () => {},
    onRefused: (one) => refused.push(one.code),
    onUnsent: (all) => unsent.push(...all.map((one) => one.client_id)),
  });
  const pass = (ms: number) => {
    const end = now + ms;
    for (;;) {
      const due = [...timers].filter(([, t]) => t.at <= end).sort((a, b) => a[1].at - b[1].at)[0];
      if (!due) break;
      timers.delete(due[0]);
      now = due[1].at;
      due[1].run();
    }
    now = end;
  };
  /** Timers run only now, each once: as in a page that is hidden. */
  const late = (ms: number) => {
    now += ms;
    const due = [...timers].filter(([, t]) => t.at <= now);
    for (const [name, t] of due) {
      timers.delete(name);
      t.run();
    }
  };
  const wire = () => wires[wires.length - 1] as FakeWire;
  const welcome = (seq?: number) =>
    wire().say({ type: 'welcome', proto: 1, ...(seq === undefined ? {} : { snapshot: { seq } }) });
  return { socket, links, heard, points, refused, unsent, pass, late, wire, wires, welcome, store };
}

test('says hello, and resumes after a break with the last seq', () => {
  const at = setUp();
  at.socket.start();
  at.wire().onopen?.();
  expect(at.wire().of('hello')[0]).toMatchObject({ proto: 1, room: 'lesson' });
  at.welcome(7);
  at.wire().say({ type: 'entry', seq: 8 });
  at.wire().onclose?.({ code: 1006 });
  expect(at.socket.link.state).toBe('offline');
  at.pass(500);
  at.wire().onopen?.();
  expect(at.wire().of('hello')[0]).toMatchObject({ since_seq: 8 });
});

test('live points go both ways while there is a connection, and are no messages', () => {
  const at = setUp();
  at.socket.start();
  at.socket.sendPoints(new Uint8Array([1]));
  at.welcome(0);
  at.socket.sendPoints(new Uint8Array([2]));
  expect(at.wire().points).toEqual([new Uint8Array([2])]);
  at.wire().onmessage?.({ data: new Uint8Array([1, 7]).buffer });
  expect(at.points).toEqual([new Uint8Array([1, 7])]);
  expect(at.socket.unknownMessages).toBe(0);
});

test('a repeated entry is applied once', () => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  at.wire().say({ type: 'entry', seq: 1 });
  at.wire().say({ type: 'entry', seq: 1 });
  expect(at.heard.filter((message) => message.type === 'entry')).toHaveLength(1);
});

test('an answer given offline survives a reload and goes out under the same name', () => {
  const store = new Map<string, string>();
  const before = setUp(store);
  before.socket.start();
  const answer = { kind: 'truth', value: true } as const;
  const name = before.socket.send({ type: 'submit_answer', activity: 'q', answer });
  before.socket.stop();
  const after = setUp(store);
  after.socket.start();
  expect(after.socket.outbox.answersWaiting).toBe(1);
  after.welcome(0);
  expect(after.wire().of('submit_answer')[0]).toMatchObject({ client_id: name });
  after.wire().say({ type: 'ack', client_id: name });
  expect(store.size).toBe(0);
});

test('a danmaku from before the break is not sent again', () => {
  const at = setUp();
  at.socket.start();
  at.socket.send({ type: 'send_danmaku', text: 'hi' });
  at.welcome(0);
  expect(at.wire().of('send_danmaku')).toHaveLength(0);
});

test('a comment whose answer was lost goes out again at once under its name', () => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  const name = at.socket.send({ type: 'send_danmaku', text: 'hi' });
  at.wire().onclose?.({ code: 1006 });
  at.pass(500);
  at.welcome();
  expect(at.wire().of('send_danmaku')).toMatchObject([{ client_id: name }]);
  at.wire().say({ type: 'ack', client_id: name });
  at.pass(AGAIN_MS);
  expect(at.unsent).toEqual([]);
});

test('after a longer break it is said not to have been sent, and stays unsent', () => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  const name = at.socket.send({ type: 'send_danmaku', text: 'hi' });
  at.wire().onclose?.({ code: 1006 });
  at.pass(AGAIN_MS);
  expect(at.unsent).toEqual([name]);
  at.welcome();
  expect(at.wire().of('send_danmaku')).toHaveLength(0);
});

test('offline, the newest vote of a poll and the newest word on one’s own hand count', () => {
  const at = setUp();
  at.socket.start();
  at.socket.send({ type: 'vote', activity: 'p', choices: ['a'] });
  at.socket.send({ type: 'vote', activity: 'q', choices: ['c'] });
  at.socket.send({ type: 'vote', activity: 'p', choices: ['b'] });
  at.socket.send({ type: 'raise_hand' });
  at.socket.send({ type: 'lower_hand', person: 'bob' });
  at.socket.send({ type: 'lower_hand' });
  at.welcome(0);
  expect(at.wire().of('vote')).toMatchObject([{ choices: ['c'] }, { choices: ['b'] }]);
  expect(at.wire().of('raise_hand')).toHaveLength(0);
  expect(at.wire().of('lower_hand')).toHaveLength(2);
});

test('silence breaks the connection', () => {
  const at = setUp();
  at.socket.start();
  at.wire().onopen?.();
  at.welcome(0);
  at.pass(2 * PING_EVERY_MS - 1);
  expect(at.wires).toHaveLength(1);
  at.pass(1);
  expect(at.socket.link.state).toBe('offline');
});

test('a quiet room whose timers run once a minute keeps its connection', () => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  for (let minute = 0; minute < 5; minute += 1) {
    at.wire().say({ type: 'pong', sent_ms: 0 });
    at.late(60_000);
  }
  expect(at.wires).toHaveLength(1);
  expect(at.socket.link.state).toBe('online');
});

test('a connection that hangs while opening is given up', () => {
  const at = setUp();
  at.socket.start();
  at.pass(OPENING_MS);
  expect(at.socket.link.state).toBe('offline');
  at.pass(500);
  expect(at.wires).toHaveLength(2);
});

test.each([
  ['session.ended', 'signed_out'],
  ['access.ended', 'refused'],
])('bye %s leads to %s', (code, state) => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  at.wire().say({ type: 'bye', code, reconnect: false });
  at.pass(60_000);
  expect(at.socket.link.state).toBe(state);
  expect(at.wires).toHaveLength(1);
});

test('a refusal takes the message out of the outbox', () => {
  const at = setUp();
  at.socket.start();
  at.welcome(0);
  const name = at.socket.send({ type: 'vote', activity: 'p', choices: ['a'] });
  at.wire().say({ type: 'refused', client_id: name, code: 'poll.closed' });
  expect(at.refused).toEqual(['poll.closed']);
  expect(at.socket.outbox.waiting).toHaveLength(0);
});

test('an unknown message is counted and hurts nobody', () => {
  const at = setUp();
  at.socket.start();
  at.wire().say({ type: 'from_the_future' });
  expect(at.socket.unknownMessages).toBe(1);
});
