import type { RefObject } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ReplayPlayer, type ReplayState } from '../player/replay.ts';
import type { Recording } from '../player/track.ts';

const TICK_MS = 200;

export interface Source {
  video: RefObject<HTMLVideoElement | null>;
  state: ReplayState;
  isPlaying: boolean;
  positionMs: number;
  /** Where it stands at this very moment. */
  now(): number;
  plays(): boolean;
  seek(ms: number): void;
  play(): void;
  pause(): void;
  setRate(rate: number): void;
  /** A new address of what belongs to it. */
  freshPrefix(): Promise<string>;
}

/** The recorded lesson on screen, from which passages are played. */
export function useSource(recording: Recording | null, renew: () => Promise<Recording>): Source {
  const video = useRef<HTMLVideoElement>(null);
  const player = useRef<ReplayPlayer | null>(null);
  const [state, setState] = useState<ReplayState>('loading');
  const [isPlaying, setPlaying] = useState(false);
  const [positionMs, setPosition] = useState(0);
  /** Where it stood when another recording of the same lesson took over. */
  const stood = useRef({ ms: 0, plays: false });
  const fresh = useRef(renew);
  fresh.current = renew;
  useEffect(() => {
    if (!video.current || !recording) return;
    const one = new ReplayPlayer(video.current, recording, {
      onState: setState,
      onPlaying: setPlaying,
      renew: () => fresh.current(),
    });
    player.current = one;
    one.start(stood.current.ms);
    if (stood.current.plays) one.toggle();
    const timer = setInterval(() => setPosition(one.positionMs), TICK_MS);
    return () => {
      clearInterval(timer);
      stood.current = { ms: one.positionMs, plays: one.isPlaying };
      player.current = null;
      one.destroy();
    };
  }, [recording]);
  const does = useMemo(
    () => ({
      now: () => player.current?.positionMs ?? 0,
      plays: () => player.current?.isPlaying ?? false,
      seek: (ms: number) => {
        player.current?.seek(ms);
        setPosition(player.current?.positionMs ?? ms);
      },
      play: () => {
        if (player.current && !player.current.isPlaying) player.current.toggle();
      },
      pause: () => {
        if (player.current?.isPlaying) player.current.toggle();
      },
      setRate: (rate: number) => player.current?.setRate(rate),
      freshPrefix: async () => (await fresh.current()).media_prefix,
    }),
    [],
  );
  return { video, state, isPlaying, positionMs, ...does };
}
