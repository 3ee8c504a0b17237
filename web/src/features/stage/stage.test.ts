import { afterEach, expect, test, vi } from 'vitest';
import { Keeper } from './keeper.ts';
import { NO_TRACKS } from './media.ts';
import { NotLet, type OnStage } from './offer.ts';
import { PICTURES, SOUNDS, watch } from './whep.ts';
import { send } from './whip.ts';

class Connection extends EventTarget {
  static all: Connection[] = [];
  readonly transceivers: [unknown, RTCRtpTransceiverInit][] = [];
  localDescription: unknown = null;
  remote: unknown;
  configuration: RTCConfiguration | null = null;
  isClosed = false;

  connectionState = 'new';
  readonly senders: Sender[] = [];

  constructor() {
    super();
    Connection.all.push(this);
  }

  addTransceiver(kind: unknown, init: RTCRtpTransceiverInit) {
    this.transceivers.push([kind, init]);
    const sender = new Sender();
    this.senders.push(sender);
    return { receiver: { track: { kind } }, sender };
  }

  setConfiguration(configuration: RTCConfiguration) {
    if (this.localDescription) throw new Error('addresses are looked for already');
    this.configuration = configuration;
  }

  async createOffer() {
    return { type: 'offer', sdp: 'offered' };
  }

  async setLocalDescription(description: unknown) {
    this.localDescription = description;
  }

  async setRemoteDescription(description: { sdp: string }) {
    if (description.sdp === 'nonsense') throw new Error('nonsense');
    this.remote = description;
  }

  close() {
    this.isClosed = true;
  }

  becomes(state: string) {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }
}

class Sender {
  track: unknown = null;

  async replaceTrack(track: unknown) {
    this.track = track;
  }
}

function serve(status: number, body: string, link?: string) {
  Connection.all = [];
  const asked: [string, RequestInit | undefined][] = [];
  vi.stubGlobal('RTCPeerConnection', Connection);
  vi.stubGlobal('RTCRtpReceiver', {});
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push([url, init]);
    const headers = { location: '/sessions/1', ...(link && { link }) };
    return new Response(body, { status, headers });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('a camera is sent in two layers, and what is switched needs no new offer', async () => {
  const asked = serve(201, 'answered');
  const [sound, picture] = [{}, {}] as MediaStreamTrack[];
  const tracks = { ...NO_TRACKS, sound: sound ?? null };
  const sent = await send('a-lesson', tracks);
  const [connection] = Connection.all;
  expect(asked[0]?.[0]).toBe('/api/lessons/a-lesson/whip');
  expect(asked[0]?.[1]).toMatchObject({ method: 'POST', body: 'offered' });
  expect(connection?.remote).toEqual({ type: 'answer', sdp: 'answered' });
  const layers = connection?.transceivers.map(([, init]) => init.sendEncodings?.length);
  expect(layers).toEqual([undefined, 2, 1]);
  await sent.set({ ...tracks, picture: picture ?? null });
  expect(connection?.senders.map((one) => one.track)).toEqual([sound, picture, null]);
  await sent.leave();
  expect(connection?.isClosed).toBe(true);
  expect(asked.map(([, init]) => init?.method)).toEqual(['POST', 'DELETE']);
  expect(asked[1]?.[0]).toBe('/sessions/1');
});

test('a TURN server is known before addresses are looked for, and nobody asks for it', async () => {
  const asked = serve(
    201,
    'answered',
    '<turn:a.example>; rel="ice-server"; username="n"; credential="p"',
  );
  await watch('a-lesson');
  const iceServers = [{ urls: 'turn:a.example', username: 'n', credential: 'p' }];
  expect(Connection.all[0]?.configuration).toEqual({ iceServers });
  expect(Connection.all[0]?.localDescription).toEqual({ type: 'offer', sdp: 'offered' });
  expect(asked.map(([, init]) => init?.method)).toEqual(['POST']);
  serve(201, 'answered');
  await watch('a-lesson');
  expect(Connection.all[0]?.configuration).toBeNull();
});

test('who watches says who is to be on which line', async () => {
  const asked = serve(201, 'answered');
  const watching = await watch('a-lesson');
  const directions = Connection.all[0]?.transceivers.map(([, init]) => init.direction);
  expect(directions).toEqual(Array.from({ length: SOUNDS + PICTURES }, () => 'recvonly'));
  await watching.wish([{ shows: 'any' }], [{ shows: 'screen', person: 'p' }]);
  expect(asked[1]?.[0]).toBe('/sessions/1/lines');
  expect(asked[1]?.[1]?.body).toBe('{"lines":[{"shows":"any"},{"shows":"screen","person":"p"}]}');
});

test('a connection that breaks is begun anew, and one that is let go of is not', async () => {
  vi.useFakeTimers();
  const opened: Connection[] = [];
  const told: string[] = [];
  const open = async () => {
    const connection = new Connection();
    opened.push(connection);
    if (opened.length === 2) throw new NotLet('stage.busy');
    return { connection, session: '', leave: async () => {} } as unknown as OnStage;
  };
  const keeper = new Keeper(open, (state) => told.push(state));
  keeper.begin();
  await vi.advanceTimersByTimeAsync(0);
  opened[0]?.becomes('connected');
  expect(told).toEqual(['connecting', 'agreed', 'connected']);
  opened[0]?.becomes('failed');
  await vi.advanceTimersByTimeAsync(500);
  expect(opened).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(opened).toHaveLength(3);
  opened[2]?.becomes('connected');
  expect(told.at(-1)).toBe('connected');
  keeper.end();
  opened[2]?.becomes('failed');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(opened).toHaveLength(3);
  vi.useRealTimers();
});

test('a refusal is told by its code', async () => {
  serve(409, JSON.stringify({ code: 'stage.not_open' }));
  await expect(watch('w')).rejects.toEqual(new NotLet('stage.not_open'));
  serve(502, '<html>');
  await expect(watch('w')).rejects.toMatchObject({ code: 'http.502' });
});

test('an answer that cannot be read ends the session', async () => {
  const asked = serve(201, 'nonsense');
  await expect(watch('w')).rejects.toThrow('nonsense');
  expect(asked[1]?.[1]?.method).toBe('DELETE');
});
