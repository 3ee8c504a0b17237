import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { me } from '~/lib/session.ts';
import { recall, remember } from '~/lib/settings.ts';
import { Flyer } from '../player/danmaku.ts';
import { readFly, rulesOf } from '../player/fly_settings.ts';
import { level, setChoice } from '../player/quality.ts';
import { ReplayPlayer, type ReplayState } from '../player/replay.ts';
import { byVoice, hasPicture, parseTime, voiceMb } from '../player/track.ts';
import type { Loaded } from './load.ts';
import { due } from './story.ts';

export interface Replay {
  video: RefObject<HTMLVideoElement | null>;
  air: RefObject<HTMLDivElement | null>;
  state: ReplayState;
  isPlaying: boolean;
  positionMs: number;
  /** Where it stands at this very moment. */
  now(): number;
  rate: number;
  showsDanmaku: boolean;
  /** Whether only the sound is fetched. */
  isLean: boolean;
  /** Whether there is a picture that could be left out. */
  mayLean: boolean;
  /** What the sound weighs, in millions of bytes; null where that is not known. */
  leanMb: number | null;
  setLean(isLean: boolean): void;
  seek(ms: number): void;
  step(ms: number): void;
  toggle(): void;
  pause(): void;
  setRate(rate: number): void;
  setShowsDanmaku(on: boolean): void;
}

const TICK_MS = 200;
const KEEP_EVERY_MS = 5000;

/** Where it begins: as the address says, where one stood, or at the first thing to be seen. */
export function startAt({ lesson, recording, story }: Loaded): number {
  const asked = parseTime(new URLSearchParams(location.search).get('t'));
  if (asked !== null) return asked;
  const isHeard = recording.runs.some((run) => run.segments.length > 0);
  // Without a recording of its own there is nothing before what was played of another.
  const first = isHeard ? 0 : (story.parts[0]?.since_ms ?? 0);
  const kept = Number(recall(`replay.${lesson.id}`) ?? 0);
  return kept > first && kept < recording.duration_ms - KEEP_EVERY_MS ? kept : first;
}

/** One replay on screen: the player, its clock, and the danmaku that fly in step. */
export function useReplay(loaded: Loaded): Replay {
  const { lesson, recording, story, here } = loaded;
  const [wishesLean, setWish] = useState(() => recall('quality') === 'lean');
  const lean = useMemo(() => byVoice(recording), [recording]);
  // What was played of another recording has its picture from there.
  const hasParts = story.parts.length > 0;
  const isLean = wishesLean && (lean !== null || hasParts);
  const played = isLean && lean ? lean : recording;
  // Pages and what was played of another recording take what they fetch from it.
  useLayoutEffect(() => {
    level.value = isLean ? 'lean' : 'full';
  }, [isLean]);
  useEffect(
    () => () => {
      level.value = 'full';
    },
    [],
  );
  /** Where one stood when another recording took over. */
  const stood = useRef<number | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const air = useRef<HTMLDivElement>(null);
  const player = useRef<ReplayPlayer | null>(null);
  const flyer = useRef<Flyer | null>(null);
  const flies = useRef(readFly(recall('danmaku')).on);
  /** Up to where talk has flown. */
  const flown = useRef(0);
  const [state, setState] = useState<ReplayState>('loading');
  const [isPlaying, setPlaying] = useState(false);
  const [positionMs, setPosition] = useState(0);
  const [rate, setRate] = useState(1);
  const [showsDanmaku, setShows] = useState(flies.current);
  useEffect(() => {
    if (!video.current || !air.current) return;
    const path = { id: lesson.id };
    const one = new ReplayPlayer(video.current, played, {
      onState: setState,
      onPlaying: (playing) => {
        setPlaying(playing);
        flyer.current?.pause(!playing);
      },
      renew: async () => {
        if (here) return played;
        const fresh = await call('GET /api/lessons/{id}/replay', { path });
        return (isLean && byVoice(fresh)) || fresh;
      },
    });
    player.current = one;
    const flying = new Flyer(air.current);
    flying.own = me.peek()?.id;
    flying.rules = rulesOf(readFly(recall('danmaku')));
    flyer.current = flying;
    one.start(stood.current ?? startAt(loaded));
    if (stood.current !== null) one.setRate(rate);
    let kept = 0;
    const keep = (at: number) => {
      kept = at;
      remember(`replay.${lesson.id}`, String(Math.round(at)));
    };
    const leave = () => {
      if (one.positionMs > 0) keep(one.positionMs);
    };
    addEventListener('pagehide', leave);
    const timer = setInterval(() => {
      const at = one.positionMs;
      setPosition(at);
      if (flies.current && one.isPlaying) {
        for (const { person, text } of due(story.said, flown.current, at)) flying.fly(person, text);
      }
      flown.current = at;
      if (one.isPlaying && Math.abs(at - kept) > KEEP_EVERY_MS) keep(at);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      removeEventListener('pagehide', leave);
      leave();
      stood.current = one.positionMs;
      one.destroy();
    };
  }, [lesson.id, played, story]);
  const seek = (ms: number) => {
    flyer.current?.clear();
    player.current?.seek(ms);
    flown.current = player.current?.positionMs ?? ms;
    setPosition(flown.current);
  };
  return {
    video,
    air,
    state,
    isPlaying,
    positionMs,
    now: () => player.current?.positionMs ?? 0,
    rate,
    showsDanmaku,
    isLean,
    mayLean: hasParts || (hasPicture(recording) && lean !== null),
    leanMb: voiceMb(recording),
    setLean: (next) => {
      // As in the room: the wish stays with the device, and so does its end.
      setChoice(next ? 'lean' : 'auto');
      setWish(next);
    },
    seek,
    step: (ms) => seek((player.current?.positionMs ?? 0) + ms),
    toggle: () => player.current?.toggle(),
    pause: () => {
      if (player.current?.isPlaying) player.current.toggle();
    },
    setRate: (next) => {
      player.current?.setRate(next);
      setRate(next);
    },
    setShowsDanmaku: (on) => {
      flies.current = on;
      remember('danmaku', JSON.stringify({ ...readFly(recall('danmaku')), on }));
      if (!on) flyer.current?.clear();
      setShows(on);
    },
  };
}
