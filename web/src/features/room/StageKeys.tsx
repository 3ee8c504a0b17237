import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { toggleFullScreen } from '~/ui/full_screen.ts';
import {
  Expand,
  Gauge,
  MessageSquareOff,
  MessageSquareText,
  Signal,
  Sliders,
  Volume2,
  VolumeX,
} from '~/ui/icons.tsx';
import { useSound } from '~/ui/use_sound.ts';
import { Volume } from '~/ui/Volume.tsx';
import { DELIVERIES, type Delivery, delivery, setDelivery } from '../player/choice.ts';
import type { FlySettings } from '../player/fly_settings.ts';
import type { Choice } from '../player/ladder.ts';
import { choice, level, RUNGS, setChoice } from '../player/quality.ts';
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
  const isStaff = store.model.value.me?.role === 'staff';
  const sound = useSound(store.speaker.value ?? video);
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
      <Volume sound={sound} class={css.volume ?? ''} />
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
      {!isStaff && <Quality />}
      {(isStaff || level.value === 'full') && (
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
      )}
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

/** How much of the lesson comes, of what there is. */
function Quality() {
  const now = level.value === 'half' ? 'full' : level.value;
  return (
    <label class={css.key} title={t('lean.quality')}>
      <Gauge size={20} />
      <span aria-hidden="true">{t(`lean.now_${now}`)}</span>
      <select
        aria-label={t('lean.quality')}
        value={choice.value}
        onChange={(event) => setChoice(event.currentTarget.value as Choice)}
      >
        {(['auto', ...RUNGS] as const).map((one) => (
          <option key={one} value={one}>
            {t(`lean.quality_${one}`)}
          </option>
        ))}
      </select>
    </label>
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
