import { afterEach, expect, test, vi } from 'vitest';
import { NotLet } from './offer';
import { watch } from './whep';
import { send } from './whip';

class Connection {
  static all: Connection[] = [];
  readonly transceivers: [unknown, RTCRtpTransceiverInit][] = [];
  localDescription: { sdp: string } | null = null;
  remote: unknown;
  configuration: RTCConfiguration | null = null;
  isClosed = false;

  constructor() {
    Connection.all.push(this);
  }

  addTransceiver(kind: unknown, init: RTCRtpTransceiverInit) {
    this.transceivers.push([kind, init]);
    return { receiver: { track: { kind } } };
  }

  setConfiguration(configuration: RTCConfiguration) {
    if (this.localDescription) throw new Error('too late for this offer');
    this.configuration = configuration;
  }

  async setLocalDescription() {
    this.localDescription = { sdp: 'offered' };
  }

  async setRemoteDescription(description: { sdp: string }) {
    if (description.sdp === 'nonsense') throw new Error('nonsense');
    this.remote = description;
  }

  close() {
    this.isClosed = true;
  }
}

class Stream {
  readonly tracks: unknown[] = [];

  addTrack(track: unknown) {
    this.tracks.push(track);
  }

  getTracks() {
    return this.tracks;
  }
}

function serve(status: number, body: string, link?: string) {
  Connection.all = [];
  const asked: [string, RequestInit | undefined][] = [];
  vi.stubGlobal('RTCPeerConnection', Connection);
  vi.stubGlobal('MediaStream', Stream);
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    if (init?.method === 'OPTIONS') {
      return new Response(null, { status: 204, headers: link ? { link } : {} });
    }
    asked.push([url, init]);
    return new Response(body, { status, headers: { location: '/sessions/1' } });
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test('a camera is sent in two layers and its sound in one', async () => {
  const asked = serve(201, 'answered');
  const stream = new Stream();
  stream.addTrack({ kind: 'audio' });
  stream.addTrack({ kind: 'video' });
  const sent = await send('a-lesson', stream as unknown as MediaStream, { layers: true });
  const [connection] = Connection.all;
  expect(asked[0]?.[0]).toBe('/api/lessons/a-lesson/whip');
  expect(asked[0]?.[1]).toMatchObject({ method: 'POST', body: 'offered' });
  expect(connection?.remote).toEqual({ type: 'answer', sdp: 'answered' });
  const layers = connection?.transceivers.map(([, init]) => init.sendEncodings?.length);
  expect(layers).toEqual([undefined, 2]);
  await sent.leave();
  expect(connection?.isClosed).toBe(true);
  expect(asked[1]?.[0]).toBe('/sessions/1');
  expect(asked[1]?.[1]?.method).toBe('DELETE');
});

test('a TURN server is known before the offer is made', async () => {
  serve(201, 'answered', '<turn:a.example>; rel="ice-server"; username="n"; credential="p"');
  await watch('/media/x/y/whep');
  const iceServers = [{ urls: 'turn:a.example', username: 'n', credential: 'p' }];
  expect(Connection.all[0]?.configuration).toEqual({ iceServers });
  serve(201, 'answered');
  await watch('/media/x/y/whep');
  expect(Connection.all[0]?.configuration).toBeNull();
});

test('who watches gets the tracks he asked for', async () => {
  serve(201, 'answered');
  const watching = await watch('/media/x/y/whep', 2);
  expect((watching.stream as unknown as Stream).tracks).toHaveLength(3);
  const directions = Connection.all[0]?.transceivers.map(([, init]) => init.direction);
  expect(directions).toEqual(['recvonly', 'recvonly', 'recvonly']);
});

test('a refusal is told by its code', async () => {
  serve(409, JSON.stringify({ code: 'stage.not_open' }));
  await expect(watch('/w')).rejects.toEqual(new NotLet('stage.not_open'));
  serve(502, '<html>');
  await expect(watch('/w')).rejects.toMatchObject({ code: 'http.502' });
});

test('an answer that cannot be read ends the session', async () => {
  const asked = serve(201, 'nonsense');
  await expect(watch('/w')).rejects.toThrow('nonsense');
  expect(asked[1]?.[1]?.method).toBe('DELETE');
});
