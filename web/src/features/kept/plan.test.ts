import { expect, test } from 'vitest';
import type { Recording } from '../player/track.ts';
import type { Entry } from '../room/wire.ts';
import { aDeck } from '../slides/a_deck.ts';
import { choices, megabytes, plan } from './plan.ts';

const segment = (url: string) => ({ start_ms: 0, duration_ms: 1_000, url });
const run = {
  run: 1,
  start_ms: 0,
  end_ms: 2_000,
  init_url: 'replay/1/init.mp4',
  tracks: [{ id: 1, kind: 'video', codec: 'avc1' }],
  size_bytes: 9_000_000,
  segments: [segment('replay/1/1.m4s'), segment('replay/1/2.m4s')],
  voice: {
    init_url: 'voice/1/init.mp4',
    codec: 'mp4a.40.2',
    size_bytes: 1_000_000,
    segments: [segment('voice/1/1.m4s')],
  },
};
const recording = { media_prefix: '/media/x', runs: [run] } as unknown as Recording;
const turned = (surface: object) =>
  ({ kind: 'page.turned', body: { surface } }) as unknown as Entry;
const entries = [
  turned({ kind: 'slide', deck: 'a', page: 2 }),
  turned({ kind: 'board', board: 1 }),
  turned({ kind: 'slide', deck: 'a', page: 2 }),
];
const parts = { entries, decks: [aDeck('a', '1 2')], recording };

test('of a recording its picture or its sound is kept, and the pages that were shown', () => {
  expect(choices(recording)).toEqual(['picture', 'sound']);
  const whole = plan(parts, 'picture');
  expect(whole.files).toEqual([
    'deck/a/2.json',
    'deck/a/2-960.webp',
    'replay/1/init.mp4',
    'replay/1/1.m4s',
    'replay/1/2.m4s',
  ]);
  expect(whole.surfaces).toEqual(['slide/a/2', 'board/1']);
  const spoken = plan(parts, 'sound');
  expect(spoken.files.slice(2)).toEqual(['voice/1/init.mp4', 'voice/1/1.m4s']);
  expect(spoken.recording.runs[0]?.tracks).toEqual([{ id: 0, kind: 'audio', codec: 'mp4a.40.2' }]);
  expect(whole.bytes - spoken.bytes).toBe(8_000_000);
});

test('the clips of the pages that were shown are kept', () => {
  const deck = aDeck('a', '1 2 3');
  const clip = (file: string) => ({ file, mime: 'video/mp4', x: 0, y: 0, w: 1, h: 1 });
  const [first, second, third] = deck.pages;
  first?.clips.push(clip('never.mp4'));
  second?.clips.push(clip('1.mp4'), clip('1.mp4'), clip('2.mp3'));
  third?.clips.push(clip('1.mp4'));
  const more = [...entries, turned({ kind: 'slide', deck: 'a', page: 3 })];
  const { clips, files } = plan({ entries: more, decks: [deck], recording }, 'sound');
  expect(clips).toEqual(['deck/a/clip/1.mp4', 'deck/a/clip/2.mp3']);
  expect(files).toEqual(expect.arrayContaining(clips));
});

test('a lesson without a recording is kept all the same', () => {
  const bare = { ...recording, runs: [] };
  expect(choices(bare)).toEqual(['nothing']);
  expect(plan({ ...parts, recording: bare }, 'nothing').files.length).toBe(2);
  expect(choices({ ...recording, runs: [{ ...run, voice: null }] })).toEqual(['picture']);
});

test('weights in words', () => {
  expect([1, 1_234_567, 345_600_000].map(megabytes)).toEqual(['0.1 MB', '1.2 MB', '346 MB']);
});
