import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Flyer } from '../player/danmaku.ts';
import { LivePlayer, type PlayerState } from '../player/live.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';

function words(state: PlayerState, hasMedia: boolean): string | null {
  if (!hasMedia) return t('room.no_picture');
  if (state === 'lost') return t('room.picture_lost');
  if (state === 'unsupported') return t('room.picture_unsupported');
  if (state === 'playing') return null;
  return state === 'stalled' ? t('room.picture_stalled') : t('room.picture_connecting');
}

export function Stage({ store, showDanmaku }: { store: RoomStore; showDanmaku: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const air = useRef<HTMLDivElement>(null);
  const player = useRef<LivePlayer | null>(null);
  const [state, setState] = useState<PlayerState>('idle');
  const [needsTouch, setNeedsTouch] = useState(false);
  const { media, mediaPrefix, me, state: lessonState } = store.model.value;
  useEffect(() => {
    if (!video.current) return;
    const one = new LivePlayer(video.current, { onState: setState, onNeedsTouch: setNeedsTouch });
    player.current = one;
    store.pictureMs = () => one.lessonMs;
    return () => {
      store.pictureMs = () => null;
      one.destroy();
    };
  }, [store]);
  useEffect(() => {
    if (media && mediaPrefix) player.current?.play({ prefix: mediaPrefix, tracks: media.tracks });
    else player.current?.stop();
  }, [media, mediaPrefix]);
  useEffect(() => {
    const box = air.current;
    if (!box) return;
    const flyer = new Flyer(box);
    flyer.own = me?.person;
    store.onDanmaku = (one) => showDanmaku && flyer.fly(one.person, one.text);
    store.onClear = () => flyer.clear();
    if (!showDanmaku) flyer.clear();
  }, [store, me?.person, showDanmaku]);
  const text = lessonState === 'open' ? words(state, media !== undefined) : t('room.waiting');
  return (
    <section class={css.stage} aria-label={t('room.stage')}>
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <video ref={video} playsInline autoPlay />
      <div ref={air} class={css.air} aria-hidden="true" />
      {text && (
        <p class={css.veil} role="status">
          {text}
        </p>
      )}
      {!text && (
        <span class={css.live}>
          <i aria-hidden="true" /> {t('room.live')}
        </span>
      )}
      {needsTouch && !text && (
        <div class={css.touch}>
          <Button look="primary" onClick={() => player.current?.unmute()}>
            {t('room.tap_for_sound')}
          </Button>
        </div>
      )}
    </section>
  );
}
