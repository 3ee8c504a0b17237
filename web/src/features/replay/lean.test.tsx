import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { remember } from '~/lib/settings.ts';
import { level } from '../player/quality.ts';
import { widthFor } from '../slides/picture.ts';
import type { Loaded } from './load.ts';
import { PlayedThen } from './PlayedThen.tsx';
import { useReplay } from './use_replay.ts';

const played = vi.hoisted(() => ({ levels: [] as unknown[] }));
vi.mock('../editions/Played.tsx', () => ({
  Played: (props: { level: unknown }) => {
    played.levels.push(props.level);
    return null;
  },
}));

const segment = (url: string) => ({ start_ms: 0, duration_ms: 1_000, url });
const voice = { init_url: 'v', codec: 'mp4a.40.2', size_bytes: 9, segments: [segment('v1')] };
const video = [{ id: 1, kind: 'video', codec: 'avc1' }];
const run = { run: 1, start_ms: 0, end_ms: 1_000, init_url: 'i', tracks: video };
const part = { at_ms: 0, now: { part: 1, from_ms: 0, since_ms: 0, held: false } };
const loaded = {
  lesson: { id: '1' },
  recording: {
    duration_ms: 60_000,
    media_prefix: '',
    shift_ms: 0,
    runs: [{ ...run, segments: [segment('s1')], voice }],
  },
  story: { said: [], turns: [], parts: [part] },
  decks: [],
} as unknown as Loaded;

const box = document.createElement('div');
document.body.append(box);
let setLean: (isLean: boolean) => void = () => {};

function Page() {
  const replay = useReplay(loaded);
  setLean = replay.setLean;
  return (
    <>
      <video ref={replay.video} muted />
      <div ref={replay.air} />
      <PlayedThen loaded={loaded} replay={replay} onVideo={() => {}} />
    </>
  );
}

beforeEach(() => {
  played.levels.length = 0;
});
afterEach(async () => {
  await act(() => render(null, box));
  remember('quality', null);
});

test('a replay by the voice alone takes narrow pages and no picture of what was played', async () => {
  remember('quality', 'lean');
  await act(() => render(<Page />, box));
  await vi.waitFor(() => expect(played.levels.at(-1)).toBe('lean'));
  expect(widthFor(1_400, 2, undefined)).toBe(960);
  await act(() => setLean(false));
  expect(level.value).toBe('full');
  expect(played.levels.at(-1)).toBe('full');
  expect(widthFor(1_400, 2, undefined)).toBe(1600);
  await act(() => setLean(true));
  await act(() => render(null, box));
  expect(level.value).toBe('full');
});
