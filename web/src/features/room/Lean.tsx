import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Ladder, type Level } from '../player/ladder.ts';
import { LivePlayer, request } from '../player/live.ts';
import { probe } from '../player/probe.ts';
import { choice, level, RUNGS, setChoice } from '../player/quality.ts';
import { mediaUrl } from './media_url.ts';
import type { RoomStore } from './store.ts';

const LOOK_MS = 1_000;

const isSaving = () =>
  (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/**
 * Steps down to the voice, and to words alone, where the network carries no more, says so, and
 * comes back. Needs the texts `lean`.
 */
export function Lean({ store }: { store: RoomStore }) {
  const voice = useRef<LivePlayer | null>(null);
  const ladder = useLadder(store, voice);
  const now = level.value;
  const { media, part } = store.model.value;
  // A lesson that plays a recorded one has its picture from there.
  if (!media && !part) return null;
  const hasPicture = part !== undefined || media?.tracks.some((track) => track.kind === 'video');
  const restore = () => {
    setChoice('auto');
    ladder.restore(performance.now());
    level.value = ladder.level;
  };
  return (
    <>
      {media && now === 'lean' && <Voice store={store} player={voice} />}
      {now !== 'full' && (
        <Banner
          tone={ladder.why === 'slow' ? 'warn' : 'info'}
          action={
            <Button size="small" onClick={restore}>
              {t(hasPicture ? 'lean.restore' : 'lean.restore_sound')}
            </Button>
          }
        >
          {t(`lean.${now === 'text' ? 'text' : 'lean'}_${ladder.why}`)}
        </Banner>
      )}
    </>
  );
}

/** Looks once a second how what is wanted arrives, and moves the level. */
function useLadder(store: RoomStore, voice: RefObject<LivePlayer | null>): Ladder {
  const [ladder] = useState(() => new Ladder(RUNGS, choice.peek()));
  const wish = choice.value;
  useEffect(() => {
    if (wish !== ladder.choice) ladder.choose(wish, performance.now());
    level.value = ladder.level;
  }, [ladder, wish]);
  useEffect(() => {
    let before = { at: ladder.level as Level, bytes: 0 };
    const look = () => {
      const atMs = performance.now();
      const player = level.peek() === 'full' ? store.picture : voice.current;
      const gauge = player?.gauge() ?? { isFlowing: false, bufferS: 0, bytes: 0 };
      const isSame = before.at === ladder.level;
      const came = isSame ? Math.max(0, gauge.bytes - before.bytes) : 0;
      before = { at: ladder.level, bytes: gauge.bytes };
      const { media, mediaPrefix, state, opened_utc } = store.model.peek();
      const seen = {
        atMs,
        isLinked: store.link.peek().state === 'online',
        isSaving: isSaving(),
        isExpected: state === 'open' && media !== undefined && ladder.level !== 'text',
        ...gauge,
        kbps: (came * 8) / LOOK_MS,
      };
      level.value = ladder.look(seen);
      if (!media || !mediaPrefix || !ladder.wantsProbe(seen)) return;
      ladder.asks();
      const openedMs = Date.parse(opened_utc ?? '');
      const source = { prefix: mediaPrefix, tracks: media.tracks, openedMs, lastingUrl };
      // The voice is so little that trying it is the measurement.
      const asked = ladder.level === 'text' ? Promise.resolve(0) : probe(request(source).url);
      void asked.then((kbps) => {
        level.value = ladder.probed(kbps, performance.now());
      });
    };
    const timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      level.value = 'full';
    };
  }, [ladder, store]);
  return ladder;
}

const lastingUrl = async () => '';

interface VoiceProps {
  store: RoomStore;
  player: RefObject<LivePlayer | null>;
}

/** The sound alone, by an element of its own, which a locked phone plays on. */
function Voice({ store, player }: VoiceProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [needsTouch, setNeedsTouch] = useState(false);
  const { media, mediaPrefix, opened_utc } = store.model.value;
  useEffect(() => {
    if (!audio.current) return;
    const picture = store.video.peek();
    if (picture) audio.current.volume = picture.volume;
    const one = new LivePlayer(audio.current, { onState: () => {}, onNeedsTouch: setNeedsTouch });
    const before = store.pictureMs;
    const heard = () => one.lessonMs;
    player.current = one;
    store.pictureMs = heard;
    store.speaker.value = audio.current;
    return () => {
      player.current = null;
      store.speaker.value = null;
      if (store.pictureMs === heard) store.pictureMs = before;
      one.destroy();
    };
  }, [store]);
  useEffect(() => {
    if (!media || !mediaPrefix) player.current?.stop();
    else {
      const openedMs = Date.parse(opened_utc ?? '');
      const lastingUrl = () => mediaUrl(store.lesson.id, 'voice_hls');
      const source = { prefix: mediaPrefix, tracks: [], openedMs, isVoice: true, lastingUrl };
      player.current?.play(source, 'auto');
    }
  }, [media, mediaPrefix, opened_utc]);
  useSession(store);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <audio ref={audio} autoPlay />
      {needsTouch && (
        <Banner
          tone="info"
          action={
            <Button size="small" look="primary" onClick={() => player.current?.unmute()}>
              {t('room.tap_for_sound')}
            </Button>
          }
        >
          {t('lean.no_sound_yet')}
        </Banner>
      )}
    </>
  );
}

/** Says on a locked screen what is heard. */
function useSession(store: RoomStore) {
  useEffect(() => {
    const session = navigator.mediaSession as MediaSession | undefined;
    if (!session || typeof MediaMetadata === 'undefined') return;
    const { title, teachers, course } = store.lesson;
    const artist = teachers.map((teacher) => teacher.name).join(' · ');
    session.metadata = new MediaMetadata({ title, artist, album: course.title });
    // A lesson that is on waits for nobody: who pauses it there hears nothing until he goes on.
    const mute = (isMuted: boolean) => () => {
      if (store.speaker.peek()) (store.speaker.peek() as HTMLAudioElement).muted = isMuted;
      session.playbackState = isMuted ? 'paused' : 'playing';
    };
    session.playbackState = 'playing';
    session.setActionHandler('pause', mute(true));
    session.setActionHandler('play', mute(false));
    return () => {
      session.metadata = null;
      session.playbackState = 'none';
      session.setActionHandler('pause', null);
      session.setActionHandler('play', null);
    };
  }, [store]);
}
