import { expect, test } from 'vitest';
import { Problem } from '~/api/problem.ts';
import { fingerprint, pieceAfter, type Sending, Upload, type UploadWorld } from './upload.ts';

const KIB = 1024;

/** A server that keeps one upload, and a link that may break. */
class Server implements UploadWorld {
  kept = new Uint8Array(0);
  length = -1;
  store = new Map<string, string>();
  waits: number[] = [];
  asked: string[] = [];
  /** What goes wrong, by the number of the request from 0. */
  faults = new Map<number, 'lost' | 'answer lost' | number>();
  clock = 0;
  msPerPiece = 2_500;
  #n = 0;

  now = () => this.clock;
  wait = async (ms: number) => {
    this.waits.push(ms);
  };
  recall = (key: string) => this.store.get(key) ?? null;
  remember = (key: string, value: string | null) => {
    if (value === null) this.store.delete(key);
    else this.store.set(key, value);
  };
  fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const fault = this.faults.get(this.#n);
    this.#n += 1;
    const headers = new Headers(init.headers);
    this.asked.push(`${init.method} ${url} ${headers.get('upload-offset') ?? ''}`.trim());
    if (fault === 'lost') throw new TypeError('network');
    if (typeof fault === 'number') {
      return new Response('{"code":"upload.too_large"}', { status: fault });
    }
    const answer = await this.#take(init.method ?? '', headers, init.body as Blob);
    if (fault === 'answer lost') throw new TypeError('network');
    return answer;
  };

  async #take(method: string, headers: Headers, body: Blob): Promise<Response> {
    if (method === 'POST') {
      this.length = Number(headers.get('upload-length'));
      this.kept = new Uint8Array(0);
      return new Response(null, { status: 201, headers: { location: '/api/uploads/u1' } });
    }
    if (this.length < 0) return new Response('{"code":"not_found"}', { status: 404 });
    const offset = () => ({
      'upload-offset': String(this.kept.length),
      'upload-length': String(this.length),
    });
    if (method === 'HEAD') return new Response(null, { headers: offset() });
    if (method === 'DELETE') {
      this.length = -1;
      return new Response(null, { status: 204 });
    }
    if (Number(headers.get('upload-offset')) !== this.kept.length) {
      return new Response('{"code":"upload.offset"}', { status: 409 });
    }
    const more = new Uint8Array(await body.arrayBuffer());
    const all = new Uint8Array(this.kept.length + more.length);
    all.set(this.kept);
    all.set(more, this.kept.length);
    this.kept = all;
    this.clock += this.msPerPiece;
    return new Response(null, { status: 204, headers: offset() });
  }
}

function someFile(kib: number): File {
  const bytes = Uint8Array.from({ length: kib * KIB }, (_, n) => n % 251);
  return new File([bytes], '第一课.pptx', { lastModified: 7 });
}

async function same(server: Server, file: File) {
  const whole = new Uint8Array(await file.arrayBuffer());
  expect(Buffer.compare(server.kept, whole)).toBe(0);
}

test('a file arrives in pieces and is forgotten here', async () => {
  const server = new Server();
  const file = someFile(1_300);
  const told: Sending[] = [];
  const id = await new Upload(file, (one) => told.push(one), server).run();
  expect(id).toBe('u1');
  await same(server, file);
  expect(told[told.length - 1]).toEqual({ sent: file.size, of: file.size, isWaiting: false });
  expect(server.store.size).toBe(0);
});

test('a piece that is lost, or whose answer is, does no harm', async () => {
  const server = new Server();
  server.faults.set(1, 'lost').set(4, 'answer lost').set(6, 503);
  const file = someFile(2_000);
  const told: Sending[] = [];
  await new Upload(file, (one) => told.push(one), server).run();
  await same(server, file);
  expect(server.waits.length).toBeGreaterThanOrEqual(3);
  expect(told.some((one) => one.isWaiting)).toBe(true);
});

test('after a reload the same file goes on, and another begins', async () => {
  const server = new Server();
  const file = someFile(1_300);
  for (let n = 2; n < 40; n += 1) server.faults.set(n, 400);
  await expect(new Upload(file, () => {}, server).run()).rejects.toBeInstanceOf(Problem);
  expect(server.recall(fingerprint(file))).toBe('/api/uploads/u1');
  server.faults.clear();
  server.asked = [];
  await new Upload(file, () => {}, server).run();
  expect(server.asked[0]).toBe('HEAD /api/uploads/u1');
  expect(server.asked[1]).toBe(`PATCH /api/uploads/u1 ${512 * KIB}`);
  await same(server, file);
});

test('what the server has forgotten begins anew', async () => {
  const server = new Server();
  const file = someFile(300);
  server.remember(fingerprint(file), '/api/uploads/gone');
  await new Upload(file, () => {}, server).run();
  expect(server.asked.slice(0, 2)).toEqual(['HEAD /api/uploads/gone', 'POST /api/uploads']);
  await same(server, file);
});

test('a refusal is said and not tried again', async () => {
  const server = new Server();
  server.faults.set(0, 413);
  const run = new Upload(someFile(10), () => {}, server).run();
  await expect(run).rejects.toMatchObject({ code: 'upload.too_large', status: 413 });
  expect(server.waits).toEqual([]);
});

test('cancelling stops it and tells the server', async () => {
  const server = new Server();
  const file = someFile(3_000);
  const upload: Upload = new Upload(file, ({ sent }) => sent > 0 && upload.cancel(), server);
  await expect(upload.run()).rejects.toMatchObject({ code: 'upload.cancelled' });
  expect(server.asked.some((one) => one.startsWith('DELETE'))).toBe(true);
  expect(server.store.size).toBe(0);
});

test.each([
  [512 * KIB, 2_500, 512 * KIB],
  [512 * KIB, 100, 1_024 * KIB],
  [512 * KIB, 60_000, 256 * KIB],
  [2_048 * KIB, 1, 2_048 * KIB],
  [1_024 * KIB, 5_000, 512 * KIB],
])('after a piece of %i bytes in %i ms comes one of %i', (size, took, next) => {
  expect(pieceAfter(size, took)).toBe(next);
});
