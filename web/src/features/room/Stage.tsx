import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import { delivery } from '../player/choice.ts';
import type { Flyer } from '../player/danmaku.ts';
import { type FlySettings, rulesOf } from '../player/fly_settings.ts';
import type { LivePlayer, PlayerState } from '../player/live.ts';
import { choice, level } from '../player/quality.ts';
import { behindPage, PlayedPart } from './later.tsx';
import { mediaUrl } from './media_url.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import { useLater } from './use_later.ts';

/** Who wants less is not sent the picture until what steps down is there. */
const wantsLess = () => choice.value === 'lean' || choice.value === 'text';

/** On its way while the room is entered: there is no picture before that. */
const fetchPlayer = () => import('../player/live.ts');
if (!wantsLess()) fetchPlayer().catch(() => {});

function words(
  state: PlayerState,
  { hasMedia, hadMedia, isStaff }: { hasMedia: boolean; hadMedia: boolean; isStaff: boolean },
): string | null {
  if (!hasMedia && isStaff) return t(hadMedia ? 'room.own_picture_gone' : 'room.own_no_picture');
  if (!hasMedia) return t(hadMedia ? 'room.picture_gone' : 'room.no_picture');
  if (state === 'lost') return t('room.picture_lost');
  if (state === 'unsupported') return t('room.picture_unsupported');
  if (state === 'playing') return null;
  return state === 'stalled' ? t('room.picture_stalled') : t('room.picture_connecting');
}

interface StageProps {
  store: RoomStore;
  fly: FlySettings;
  /** What lies on the stage before the lesson opens. */
  before: ComponentChildren;
  /** A slide or board with its ink. */
  slides: ComponentChildren;
}

/** The picture, or why there is none, with the comments that fly over it. */
export function Stage({ store, fly, before, slides }: StageProps) {
  const video = useRef<HTMLVideoElement>(null);
  const air = useRef<HTMLDivElement>(null);
  const flyer = useRef<Flyer | null>(null);
  const { me, state: lessonState, media, part } = store.model.value;
  const { player, state, needsTouch } = usePlayer(store, video);
  const wings = useLater(async () => {
    await behindPage(store);
    return import('../player/danmaku.ts');
  });
  useEffect(() => {
    if (!air.current || !wings) return;
    const one = new wings.Flyer(air.current);
    flyer.current = one;
    store.onClear = () => one.clear();
  }, [store, wings]);
  useEffect(() => {
    const one = flyer.current;
    if (!one) return;
    one.own = me?.person;
    one.rules = rulesOf(fly);
    store.onDanmaku = ({ person, text }) => fly.on && one.fly(person, text);
    if (!fly.on) one.clear();
  }, [store, me?.person, fly, wings]);
  const isOpen = lessonState === 'open';
  const hadMedia = useRef(false);
  if (isOpen && media) hadMedia.current = true;
  // A lesson of slides alone lacks nothing.
  const isBare = store.shows.value === 'slide' && !media && !hadMedia.current;
  const isHere = store.hasStage.value;
  const isPlayed = isOpen && part !== undefined;
  const isStaff = me?.role === 'staff';
  const isLean = !isStaff && level.value !== 'full';
  const seen = { hasMedia: media !== undefined, hadMedia: hadMedia.current, isStaff };
  const text = isOpen && !isLean && !isPlayed && !isHere ? words(state, seen) : null;
  const hasPicture = !isLean && media?.tracks.some((one) => one.kind === 'video');
  useEffect(() => {
    store.isOnAir.value = isOpen && !text && !isPlayed && !isHere && hasPicture === true;
  }, [store, isOpen, text, isPlayed, isHere, hasPicture]);
  return (
    <section
      class={css.stage}
      aria-label={t('room.stage')}
      data-waiting={(!isOpen && !isStaff) || undefined}
      data-shows={store.shows.value}
      data-bare={store.hasTile.value && store.isOnAir.value ? undefined : ''}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <video ref={video} playsInline autoPlay />
      {isPlayed && <PlayedPart store={store} />}
      {slides}
      <div ref={air} class={css.air} aria-hidden="true" />
      {!isOpen && before}
      {((text && !isBare) || (isOpen && isLean && !isPlayed && store.shows.value !== 'slide')) && (
        <Told class={css.veil}>
          {text ?? t(level.value === 'text' ? 'room.level_text' : 'room.level_lean')}
        </Told>
      )}
      {isOpen && !text && !isLean && !isPlayed && (
        <span class={css.live}>
          <i aria-hidden="true" /> {t('room.live')}
        </span>
      )}
      {needsTouch && media && !isHere && !isStaff && !isLean && (
        <div class={css.touch}>
          <Button look="primary" onClick={() => player.current?.unmute()}>
            {t('room.tap_for_sound')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** Plays what everyone may see, or for staff their own picture before that. */
function usePlayer(store: RoomStore, video: RefObject<HTMLVideoElement | null>) {
  const player = useRef<LivePlayer | null>(null);
  const [state, setState] = useState<PlayerState>('idle');
  const [needsTouch, setNeedsTouch] = useState(false);
  const { media, mediaPrefix, me, opened_utc } = store.model.value;
  const own = store.ownPicture.value;
  const way = delivery.value;
  const isFull = me?.role === 'staff' || (level.value === 'full' && !wantsLess());
  const isStaff = me?.role === 'staff';
  const isHere = store.hasStage.value;
  const part = useLater(async () => {
    if (wantsLess()) await behindPage(store);
    return fetchPlayer();
  });
  useEffect(() => {
    if (!video.current || !part) return;
    const one = new part.LivePlayer(video.current, {
      onState: setState,
      onNeedsTouch: setNeedsTouch,
    });
    player.current = one;
    store.video.value = video.current;
    // Before opening the picture is on no lesson's clock.
    const shown = () => (store.ownPicture.peek() ? null : one.lessonMs);
    store.pictureMs = shown;
    store.picture = one;
    return () => {
      if (store.pictureMs === shown) store.pictureMs = () => null;
      store.picture = null;
      one.destroy();
    };
  }, [store, part]);
  // A teacher who hears himself some seconds later would hear himself for ever.
  useEffect(() => {
    if (isStaff && video.current) video.current.muted = true;
  }, [isStaff]);
  useEffect(() => {
    const openedMs = Date.parse(opened_utc ?? '');
    if (!isFull || isHere) player.current?.stop();
    else if (media && mediaPrefix) {
      const lastingUrl = () => mediaUrl(store.lesson.id, 'hls');
      const source = { prefix: mediaPrefix, tracks: media.tracks, openedMs, lastingUrl };
      player.current?.play(source, way);
    } else if (own) {
      const lastingUrl = async () => `${own.prefix}/index.m3u8`;
      player.current?.play({ ...own, openedMs, lastingUrl }, way);
    } else player.current?.stop();
  }, [media, mediaPrefix, opened_utc, way, own, part, isFull, isHere]);
  return { player, state, needsTouch };
}
