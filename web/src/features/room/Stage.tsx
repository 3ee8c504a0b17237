import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { LivePlayer, type PlayerState } from '../player/live.ts';
import { Lanes } from './lanes.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';

const CROSS_MS = 8000;
const ROW_PX = 34;
const NODES_MOST = 40;

/** Lets danmaku fly over a box; read aloud they are in the timeline instead. */
function flyer(box: HTMLElement, own: string | undefined) {
  const lanes = new Lanes({ lanes: 1, widthPx: 1, crossMs: CROSS_MS });
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  return (person: string, text: string) => {
    if (still.matches || document.hidden || !box.animate) return;
    const isOwn = person === own;
    if (box.childElementCount >= NODES_MOST && !isOwn) return;
    const node = document.createElement('span');
    node.textContent = text;
    if (isOwn) node.dataset.own = '';
    box.append(node);
    const widthPx = box.clientWidth;
    const count = Math.max(1, Math.floor(box.clientHeight / ROW_PX));
    lanes.rules = { lanes: count, widthPx, crossMs: CROSS_MS };
    const lane = lanes.place(node.offsetWidth, performance.now(), isOwn);
    if (lane === null) {
      node.remove();
      return;
    }
    node.style.top = `${lane * ROW_PX}px`;
    const from = `translateX(${widthPx}px)`;
    const to = `translateX(${-node.offsetWidth}px)`;
    const flight = node.animate([{ transform: from }, { transform: to }], CROSS_MS);
    flight.onfinish = () => node.remove();
  };
}

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
    const fly = flyer(box, me?.person);
    store.onDanmaku = (one) => showDanmaku && fly(one.person, one.text);
    store.onClear = () => box.replaceChildren();
    if (!showDanmaku) box.replaceChildren();
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
