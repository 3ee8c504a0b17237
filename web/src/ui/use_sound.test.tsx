import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { type Sound, useSound } from './use_sound.ts';

beforeEach(() => localStorage.clear());

function listen(video: HTMLVideoElement): () => Sound {
  let sound: Sound | undefined;
  function Listener() {
    sound = useSound(video);
    return null;
  }
  act(() => render(<Listener />, document.createElement('div')));
  return () => sound as Sound;
}

test('the volume is bounded, and stays with the device', () => {
  const video = document.createElement('video');
  const sound = listen(video);
  act(() => sound().setVolume(0.3));
  expect(video.volume).toBe(0.3);
  const next = document.createElement('video');
  listen(next);
  expect(next.volume).toBe(0.3);
  act(() => sound().setVolume(7));
  expect(video.volume).toBe(1);
});

test('turned down to nothing is silent, and is heard again by one press', () => {
  const video = document.createElement('video');
  const sound = listen(video);
  act(() => sound().setVolume(0));
  expect([video.muted, localStorage.getItem('xt.volume')]).toEqual([true, null]);
  act(() => sound().toggle());
  expect([video.muted, video.volume]).toEqual([false, 0.5]);
  act(() => sound().toggle());
  expect(video.muted).toBe(true);
});
