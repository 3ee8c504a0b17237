import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { toggleFullScreen } from '~/ui/full_screen.ts';
import {
  Expand,
  MessageSquareOff,
  MessageSquareText,
  Signal,
  Sliders,
  Volume2,
  VolumeX,
} from '~/ui/icons.tsx';
import { useSound } from '~/ui/use_sound.ts';
import { DELIVERIES, type Delivery, delivery, setDelivery } from '../player/choice.ts';
import type { FlySettings } from '../player/fly_settings.ts';
import { DanmakuSettings } from './DanmakuSettings.tsx';
import css from './stage_keys.module.css';
import type { RoomStore } from './store.ts';

interface StageKeysProps {
  store: RoomStore;
  fly: FlySettings;
  onFly: (next: FlySettings) => void;
}

/** What one may do with the picture: its sound, its comments, its size, and how it comes. */
export function StageKeys({ store, fly, onFly }: StageKeysProps) {
  const video = store.video.value;
  const sound = useSound(video);
  const [isSetting, setSetting] = useState(false);
  const now = t(`room.delivery_now_${delivery.value}`);
  return (
    <div class={css.keys} role="toolbar" aria-label={t('room.picture_keys')}>
      <Key
        label={t(sound.isMuted ? 'room.sound_on' : 'room.sound_off')}
        word={t('room.sound')}
        isOff={sound.isMuted}
        onClick={sound.toggle}
      >
        {sound.isMuted ? <VolumeX size={20} /> : <Volume2 size={20} />}
      </Key>
      <input
        class={css.volume}
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={sound.volume}
        aria-label={t('core.volume')}
        aria-valuetext={`${Math.round(sound.volume * 100)}%`}
        onInput={(event) => sound.setVolume(Number(event.currentTarget.value))}
      />
      <Key
        label={t(fly.on ? 'room.hide_danmaku' : 'room.show_danmaku')}
        word={t('room.danmaku')}
        isOff={!fly.on}
        onClick={() => onFly({ ...fly, on: !fly.on })}
      >
        {fly.on ? <MessageSquareText size={20} /> : <MessageSquareOff size={20} />}
      </Key>
      <Key label={t('room.fly_title')} word={t('room.fly_word')} onClick={() => setSetting(true)}>
        <Sliders size={20} />
      </Key>
      <label class={css.key} title={t('room.delivery')}>
        <Signal size={20} />
        <span aria-hidden="true">{now}</span>
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
      </label>
      <Key
        label={t('room.full_screen')}
        word={t('room.full_word')}
        onClick={() => toggleFullScreen(video?.parentElement ?? null, video)}
      >
        <Expand size={20} />
      </Key>
      {isSetting && (
        <DanmakuSettings settings={fly} onSettings={onFly} onClose={() => setSetting(false)} />
      )}
    </div>
  );
}

interface KeyProps {
  /** What pressing does. */
  label: string;
  /** The one word beneath the drawing. */
  word: string;
  isOff?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

function Key({ label, word, isOff, onClick, children }: KeyProps) {
  return (
    <button
      type="button"
      class={css.key}
      data-off={isOff || undefined}
      aria-label={label}
      title={label}
      onClick={onClick}
    >
      {children}
      <span aria-hidden="true">{word}</span>
    </button>
  );
}
