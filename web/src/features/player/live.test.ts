import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeMediaSource, FakeVideo } from './fake_video.ts';

/** Responses in the order they were asked for, with the pen to write each. */
let responses: { url: string; say(bytes: number[]): void }[];

async function makePlayer(allows: FakeVideo['allows'] = 'all') {
  const { LivePlayer } = await import('./live.ts');
  const video = new FakeVideo();
  video.allows = allows;
  const states: string[] = [];
  let needsTouch = false;
  const player = new LivePlayer(video as unknown as HTMLVideoElement, {
    onState: (state) => states.push(state),
    onNeedsTouch: (needs) => {
      needsTouch = needs;
    },
  });
  const source = {
    prefix: '/media/x',
    tracks: [{ id: 1, codec: 'avc1.42c01e' }],
    openedMs: 0,
    lastingUrl: async () => '',
  };
  player.play(source, 'auto');
  await vi.advanceTimersByTimeAsync(300);
  return { player, video, states, source, needsTouch: () => needsTouch };
}

const BOX = [0, 0, 0, 8, 109, 111, 111, 102];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  responses = [];
  vi.stubGlobal('MediaSource', FakeMediaSource);
  vi.stubGlobal('ManagedMediaSource', undefined);
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:x');
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue(undefined);
  vi.stubGlobal('fetch', async (url: string, { signal }: { signal: AbortSignal }) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        responses.push({ url, say: (bytes) => controller.enqueue(new Uint8Array(bytes)) });
        signal.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return { ok: true, status: 200, body };
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

test('a response that falls silent in the middle is asked for anew', async () => {
  const { player, video } = await makePlayer();
  responses[0]?.say(BOX);
  await vi.advanceTimersByTimeAsync(500);
  video.dispatchEvent(new Event('waiting'));
  await vi.advanceTimersByTimeAsync(7_000);
  expect(responses.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2_500);
  expect(responses.map((one) => one.url)).toEqual([
    '/media/x/live.mp4?tracks=1',
    '/media/x/live.mp4?tracks=1',
  ]);
  player.destroy();
});

test('a slow response that still speaks is left alone', async () => {
  const { player, video } = await makePlayer();
  responses[0]?.say(BOX);
  await vi.advanceTimersByTimeAsync(500);
  video.dispatchEvent(new Event('waiting'));
  for (let second = 0; second < 20; second += 1) {
    responses[0]?.say(BOX);
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect(responses.length).toBe(1);
  player.destroy();
});

test('where only a muted picture may play, a touch is asked for until there is sound', async () => {
  const { player, video, needsTouch } = await makePlayer('muted');
  responses[0]?.say(BOX);
  await vi.advanceTimersByTimeAsync(500);
  expect(video.paused).toBe(false);
  expect(needsTouch()).toBe(true);
  // The room's own sound key knows nothing of the player.
  video.allows = 'all';
  video.muted = false;
  expect(needsTouch()).toBe(false);
  player.destroy();
});

test('a deliberate mute asks for nothing, after a reconnect neither', async () => {
  const { player, video, source, needsTouch } = await makePlayer();
  responses[0]?.say(BOX);
  await vi.advanceTimersByTimeAsync(500);
  video.muted = true;
  expect(needsTouch()).toBe(false);
  player.play({ ...source, tracks: [{ id: 2, codec: 'avc1.42c01f' }] }, 'auto');
  await vi.advanceTimersByTimeAsync(500);
  expect(video.paused).toBe(false);
  expect(needsTouch()).toBe(false);
  player.destroy();
});

test('where not even a muted picture may play, a touch starts it', async () => {
  const { player, video, states, needsTouch } = await makePlayer('nothing');
  responses[0]?.say(BOX);
  await vi.advanceTimersByTimeAsync(500);
  expect(needsTouch()).toBe(true);
  expect(states).toEqual(['connecting']);
  video.allows = 'all';
  player.unmute();
  await vi.advanceTimersByTimeAsync(10);
  expect(states).toEqual(['connecting', 'playing']);
  expect(video.muted).toBe(false);
  expect(needsTouch()).toBe(false);
  player.destroy();
});
