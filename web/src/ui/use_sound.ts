import { useEffect, useState } from 'preact/hooks';
import { recall, remember } from '~/lib/settings.ts';

export interface Sound {
  isMuted: boolean;
  /** 0 to 1. */
  volume: number;
  toggle(): void;
  setVolume(volume: number): void;
}

/** A picture that begins anew forgets to tell of what has just changed. */
const TELLING = ['volumechange', 'loadstart', 'emptied'];

const isLoudness = (value: number) => value > 0 && value <= 1;

/** A picture's sound. How loud it is stays with the device; that it is off, does not. */
export function useSound(video: HTMLMediaElement | null): Sound {
  const [, look] = useState(0);
  useEffect(() => {
    if (!video) return;
    const kept = Number(recall('volume'));
    if (isLoudness(kept)) video.volume = kept;
    const heard = () => look((n) => n + 1);
    heard();
    for (const name of TELLING) video.addEventListener(name, heard);
    return () => {
      for (const name of TELLING) video.removeEventListener(name, heard);
    };
  }, [video]);
  const volume = video?.volume ?? 1;
  const isMuted = !video || video.muted || volume === 0;
  return {
    isMuted,
    volume: isMuted ? 0 : volume,
    toggle: () => {
      if (!video) return;
      const isSilent = video.muted || video.volume === 0;
      // Who turned it down to nothing wants to hear something again.
      if (video.volume === 0) video.volume = 0.5;
      video.muted = !isSilent;
    },
    setVolume: (wish) => {
      if (!video) return;
      const next = Math.min(1, Math.max(0, Math.round(wish * 100) / 100));
      video.volume = next;
      video.muted = next === 0;
      if (isLoudness(next)) remember('volume', String(next));
    },
  };
}
