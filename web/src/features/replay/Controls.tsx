import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import {
  Expand,
  Gauge,
  MessageSquareOff,
  MessageSquareText,
  Pause,
  Play,
  RotateCcw,
  RotateCw,
  Volume2,
  VolumeX,
} from '~/ui/icons.tsx';
import type { Sound } from '~/ui/use_sound.ts';
import { Volume } from '~/ui/Volume.tsx';
import css from './replay.module.css';
import type { Replay } from './use_replay.ts';

const RATES = [0.75, 1, 1.25, 1.5, 2];
export const STEP_MS = 10_000;

interface ControlsProps {
  replay: Replay;
  durationMs: number;
  sound: Sound;
  onFull: () => void;
}

/** The keys of the player itself. */
export function Controls({ replay, durationMs, sound, onFull }: ControlsProps) {
  return (
    <div class={css.controls}>
      <IconButton
        label={t(replay.isPlaying ? 'replay.pause' : 'replay.play')}
        onClick={replay.toggle}
      >
        {replay.isPlaying ? <Pause size={24} /> : <Play size={24} />}
      </IconButton>
      <IconButton label={t('replay.back_10')} onClick={() => replay.step(-STEP_MS)}>
        <span class={css.jump}>
          <RotateCcw size={20} />
          −10
        </span>
      </IconButton>
      <IconButton label={t('replay.on_10')} onClick={() => replay.step(STEP_MS)}>
        <span class={css.jump}>
          <RotateCw size={20} />
          +10
        </span>
      </IconButton>
      <span class={`${css.time} figures`}>
        {clockText(replay.positionMs)} / {clockText(durationMs)}
      </span>
      <select
        aria-label={t('replay.speed')}
        value={String(replay.rate)}
        onChange={(event) => replay.setRate(Number(event.currentTarget.value))}
      >
        {RATES.map((rate) => (
          <option key={rate} value={String(rate)}>
            {rate}×
          </option>
        ))}
      </select>
      <IconButton
        label={t('replay.danmaku')}
        aria-pressed={replay.showsDanmaku}
        onClick={() => replay.setShowsDanmaku(!replay.showsDanmaku)}
      >
        {replay.showsDanmaku ? <MessageSquareText size={20} /> : <MessageSquareOff size={20} />}
      </IconButton>
      <IconButton
        label={t(sound.isMuted ? 'replay.sound_on' : 'replay.sound_off')}
        onClick={sound.toggle}
      >
        {sound.isMuted ? <VolumeX size={20} /> : <Volume2 size={20} />}
      </IconButton>
      <Volume sound={sound} class={css.volume ?? ''} />
      {replay.mayLean && (
        <IconButton
          label={
            replay.leanMb === null ? t('replay.lean_only') : t('replay.lean', { mb: replay.leanMb })
          }
          aria-pressed={replay.isLean}
          onClick={() => replay.setLean(!replay.isLean)}
        >
          <span class={css.jump} data-on={replay.isLean || undefined}>
            <Gauge size={20} />
            {t('replay.lean_word')}
          </span>
        </IconButton>
      )}
      <IconButton label={t('replay.full')} onClick={onFull}>
        <Expand size={20} />
      </IconButton>
    </div>
  );
}
