import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeMediaSource, FakeVideo } from './fake_video.ts';
import type { Recording } from './track.ts';

const SEGMENTS = 5;
function recording(media_prefix: string): Recording {
  const segments = Array.from({ length: SEGMENTS }, (_, n) => ({
    start_ms: n * 4_000,
    duration_ms: 4_000,
    url: `s${n}`,
  }));
  const end_ms = SEGMENTS * 4_000;
  return {
    opened_at: '',
    until: '',
    shift_ms: 0,
    duration_ms: end_ms,
    media_prefix,
    runs: [{ run: 1, start_ms: 0, end_ms, init_url: 'init', tracks: [], segments }],
  };
}

let fetched: string[];
let states: string[];
const renew = vi.fn(async () => recording('/media/new'));

async function makePlayer(video: FakeVideo) {
  const { ReplayPlayer } = await import('./replay.ts');
  return new ReplayPlayer(video as unknown as HTMLVideoElement, recording('/media/old'), {
    onState: (state) => states.push(state),
    onPlaying: () => {},
    renew,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  renew.mockClear();
  fetched = [];
  states = [];
  FakeMediaSource.made = [];
  FakeMediaSource.takes = () => true;
  vi.stubGlobal('MediaSource', FakeMediaSource);
  vi.stubGlobal('ManagedMediaSource', undefined);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url);
    return new Response(url.split('/').pop());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const appended = () => FakeMediaSource.made.map((one) => one.buffer.appended);

/** Has buffered what its source was given: `s2` is the seconds from 8 to 12. */
class BufferedVideo extends FakeVideo {
  override get buffered() {
    const taken = appended().at(-1) ?? [];
    const parts = taken.filter((one) => one !== 'init');
    const starts = parts.map((one) => Number(one.slice(1)) * 4).sort((a, b) => a - b);
    return {
      length: starts.length,
      start: (n: number) => starts[n] ?? 0,
      end: (n: number) => (starts[n] ?? 0) + 4,
    };
  }
}

test('a segment that is no picture is left out, and the rest plays on', async () => {
  FakeMediaSource.takes = (text) => text !== 's1';
  const video = new BufferedVideo();
  const player = await makePlayer(video);
  player.start(0);
  await video.play();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(appended()).toEqual([
    ['init', 's0'],
    ['init', 's0', 's2', 's3', 's4'],
  ]);
  expect(states).not.toContain('lost');
  expect(video.paused).toBe(false);
  player.destroy();
});

test('a picture that cannot be decoded is built anew without the segment on screen', async () => {
  const video = new BufferedVideo();
  const player = await makePlayer(video);
  player.start(0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(appended()).toEqual([['init', 's0', 's1', 's2', 's3', 's4']]);
  video.currentTime = 9;
  video.error = { code: 3 };
  video.dispatchEvent(new Event('error'));
  video.error = null;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(appended()[1]).toEqual(['init', 's3', 's4']);
  player.destroy();
});

test('the init of a run is fetched once, however often the picture is built', async () => {
  FakeMediaSource.takes = (text) => text !== 's2';
  const player = await makePlayer(new BufferedVideo());
  player.start(0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(FakeMediaSource.made.length).toBe(2);
  expect(fetched.filter((url) => url.endsWith('/init')).length).toBe(1);
  player.destroy();
});

class PlainVideo extends FakeVideo {
  override canPlayType() {
    return 'maybe';
  }
  fail() {
    this.error = { code: 2 };
    this.dispatchEvent(new Event('error'));
    this.error = null;
  }
  hear() {
    this.dispatchEvent(new Event('loadedmetadata'));
  }
}

test('a native player whose addresses have run out goes on where it stood', async () => {
  vi.stubGlobal('MediaSource', undefined);
  const video = new PlainVideo();
  const player = await makePlayer(video);
  player.start(6_000);
  expect([video.src, states]).toEqual(['/media/old/replay.m3u8', []]);
  video.hear();
  expect([video.currentTime, states]).toEqual([6, ['ready']]);
  await video.play();
  video.currentTime = 11;
  video.fail();
  await vi.advanceTimersByTimeAsync(10);
  expect(renew).toHaveBeenCalledOnce();
  expect(video.src).toBe('/media/new/replay.m3u8');
  expect(player.positionMs).toBe(11_000);
  video.currentTime = 0;
  video.hear();
  expect([video.currentTime, states]).toEqual([11, ['ready']]);
  player.destroy();
});

test('a native player that fails again says so and keeps trying', async () => {
  vi.stubGlobal('MediaSource', undefined);
  const video = new PlainVideo();
  const player = await makePlayer(video);
  player.start(6_000);
  video.fail();
  await vi.advanceTimersByTimeAsync(10);
  video.fail();
  await vi.advanceTimersByTimeAsync(10);
  expect([states, renew.mock.calls.length]).toEqual([['lost'], 1]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(renew).toHaveBeenCalledTimes(2);
  video.hear();
  expect(states).toEqual(['lost', 'ready']);
  expect(video.currentTime).toBe(6);
  player.destroy();
});

test('whoever goes back to what is not there waits for it, whatever lies ready further on', async () => {
  const video = new BufferedVideo();
  const player = await makePlayer(video);
  player.start(12_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(appended()).toEqual([['init', 's3', 's4']]);
  // The line is slow now.
  let answer = (_: Response) => {};
  vi.stubGlobal('fetch', () => new Promise<Response>((done) => (answer = done)));
  video.readyState = 1;
  player.seek(1_000);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(video.currentTime).toBe(1);
  answer(new Response('s0'));
  await vi.advanceTimersByTimeAsync(400);
  expect(appended()[0]).toContain('s0');
  expect(video.currentTime).toBe(1);
  player.destroy();
});

/** A player of twenty segments that begin every four seconds and last so long. */
async function longPlayer(duration_ms: number) {
  const long = recording('/media/old');
  const [run] = long.runs;
  if (!run) throw new Error('a run');
  run.segments = Array.from({ length: 20 }, (_, n) => ({
    start_ms: n * 4_000,
    duration_ms,
    url: `s${n}`,
  }));
  run.end_ms = 80_000;
  long.duration_ms = 80_000;
  const { ReplayPlayer } = await import('./replay.ts');
  const video = new BufferedVideo();
  const heard = { onState: () => {}, onPlaying: () => {}, renew };
  return { player: new ReplayPlayer(video as unknown as HTMLVideoElement, long, heard), video };
}

test('whoever goes back has it fetched though much lies ready further on', async () => {
  const { player, video } = await longPlayer(4_000);
  player.start(40_000);
  await vi.advanceTimersByTimeAsync(4_000);
  video.readyState = 1;
  player.seek(1_000);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(appended()[0]).toContain('s0');
  player.destroy();
});

test('whoever goes back into a gap goes on behind it, not at what lies ready further on', async () => {
  const { player, video } = await longPlayer(3_600);
  player.start(40_000);
  await vi.advanceTimersByTimeAsync(4_000);
  let answer = (_: Response) => {};
  vi.stubGlobal('fetch', () => new Promise<Response>((done) => (answer = done)));
  video.readyState = 1;
  player.seek(7_800);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(video.currentTime).toBe(7.8);
  answer(new Response('s2'));
  await vi.advanceTimersByTimeAsync(400);
  expect(appended()[0]).toContain('s2');
  expect(video.currentTime).toBeCloseTo(8.01);
  player.destroy();
});
