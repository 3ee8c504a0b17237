import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import type { EditionSource } from '~/api/shapes.ts';
import { level, setChoice } from '../player/quality.ts';
import { hasPicture } from '../player/track.ts';
import { useLeanAlone } from './use_lean_alone.ts';

const segments = [{ start_ms: 0, duration_ms: 1_000, url: 's' }];
const voice = { init_url: 'v', codec: 'mp4a.40.2', size_bytes: 9, segments };
const tracks = [{ id: 1, kind: 'video', codec: 'avc1' }];
const run = { run: 1, start_ms: 0, end_ms: 1_000, init_url: 'i', tracks, segments };
const recorded = (more: object) =>
  ({ duration_ms: 1_000, runs: [{ ...run, ...more }] }) as unknown as EditionSource;

const box = document.createElement('div');
let alone: ReturnType<typeof useLeanAlone>;
function Page({ recording }: { recording: EditionSource }) {
  alone = useLeanAlone(recording);
  return null;
}
const show = (recording: EditionSource) => act(() => render(<Page recording={recording} />, box));

afterEach(async () => {
  await act(() => render(null, box));
  setChoice('auto');
});

test('who wished for sound and slides gets no picture when playing an edition alone', async () => {
  setChoice('lean');
  const recording = recorded({ voice });
  await show(recording);
  expect([alone.isLean, level.value]).toEqual([true, 'lean']);
  expect(alone.played && hasPicture(alone.played as EditionSource)).toBe(false);
  await act(() => alone.restore());
  expect([alone.isLean, level.value]).toEqual([false, 'full']);
  expect(alone.played).toBe(recording);
});

test('what has no sound of its own is played as it is', async () => {
  setChoice('lean');
  await show(recorded({}));
  expect(alone.isLean).toBe(false);
});
