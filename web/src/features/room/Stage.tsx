import { useEffect, useRef, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { DELIVERIES, type Delivery, delivery, setDelivery } from '../player/choice.ts';
import { Flyer } from '../player/danmaku.ts';
import { type FlySettings, rulesOf } from '../player/fly_settings.ts';
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

async function hlsUrl(id: string): Promise<string> {
  const addresses = await callQuietly('GET /api/lessons/{id}/media', { path: { id } });
  const found = addresses.find((one) => one.kind === 'hls');
  if (!found) throw new Error('media.no_hls');
  return found.url;
}

/** How the picture comes: most leave that to the player. */
export function DeliveryChoice() {
  return (
    <select
      aria-label={t('room.delivery')}
      value={delivery.value}
      onChange={(event) => setDelivery(event.currentTarget.value as Delivery)}
    >
      {DELIVERIES.map((one) => (
        <option key={one} value={one}>
          {t(`room.delivery_${one}`)}
        </option>
      ))}
    </select>
  );
}

export function Stage({ store, fly }: { store: RoomStore; fly: FlySettings }) {
  const video = useRef<HTMLVideoElement>(null);
  const air = useRef<HTMLDivElement>(null);
  const player = useRef<LivePlayer | null>(null);
  const flyer = useRef<Flyer | null>(null);
  const [state, setState] = useState<PlayerState>('idle');
  const [needsTouch, setNeedsTouch] = useState(false);
  const { media, mediaPrefix, me, opened_utc, state: lessonState } = store.model.value;
  const way = delivery.value;
  useEffect(() => {
    if (!video.current) return;
    const one = new LivePlayer(video.current, { onState: setState, onNeedsTouch: setNeedsTouch });
    player.current = one;
    store.video.value = video.current;
    store.pictureMs = () => one.lessonMs;
    return () => {
      store.pictureMs = () => null;
      one.destroy();
    };
  }, [store]);
  useEffect(() => {
    const openedMs = Date.parse(opened_utc ?? '');
    if (media && mediaPrefix) {
      const lastingUrl = () => hlsUrl(store.lesson.id);
      const source = { prefix: mediaPrefix, tracks: media.tracks, openedMs, lastingUrl };
      player.current?.play(source, way);
    } else player.current?.stop();
  }, [media, mediaPrefix, opened_utc, way]);
  useEffect(() => {
    if (!air.current) return;
    const one = new Flyer(air.current);
    flyer.current = one;
    store.onClear = () => one.clear();
  }, [store]);
  useEffect(() => {
    const one = flyer.current;
    if (!one) return;
    one.own = me?.person;
    one.rules = rulesOf(fly);
    store.onDanmaku = ({ person, text }) => fly.on && one.fly(person, text);
    if (!fly.on) one.clear();
  }, [store, me?.person, fly]);
  // Before the room has spoken nothing is known of the lesson.
  const unopened = me ? t('room.waiting') : t('room.entering');
  const text = lessonState === 'open' ? words(state, media !== undefined) : unopened;
  useEffect(() => {
    store.isOnAir.value = !text;
  }, [store, text]);
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
      {needsTouch && media && (
        <div class={css.touch}>
          <Button look="primary" onClick={() => player.current?.unmute()}>
            {t('room.tap_for_sound')}
          </Button>
        </div>
      )}
    </section>
  );
}
