import { expect, test } from 'vitest';
import type { StreamStats } from '~/api/shapes.ts';
import { healthOf, signalFacts } from './signal.ts';

const GOOD: StreamStats = {
  video_codec: 'avc1.64001f',
  audio_codec: 'mp4a.40.2',
  width: 1280,
  height: 720,
  fps: 25,
  kbps: 2412,
  since: '2026-11-24T00:00:00Z',
};

test.each([
  ['all is well', {}, 'good'],
  ['the encoder fell silent', { kbps: 0, fps: 0 }, 'silent'],
  ['sound only', { video_codec: null }, 'no_video'],
  ['no sound', { audio_codec: null }, 'no_audio'],
  ['a slide show', { fps: 4 }, 'slow'],
  ['the first moment, nothing counted yet', { fps: 0 }, 'good'],
])('%s', (_, part, expected) => {
  expect(healthOf({ ...GOOD, ...part })).toBe(expected);
});

test('its figures carry their units, and none is made up', () => {
  expect(signalFacts(GOOD)).toEqual(['1280×720', '25 fps', '2.4 Mbit/s']);
  expect(signalFacts({ ...GOOD, width: null, fps: 0, kbps: 800 })).toEqual(['800 kbit/s']);
});
