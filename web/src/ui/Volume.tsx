import { t } from '~/lib/i18n.ts';
import type { Sound } from './use_sound.ts';

interface VolumeProps {
  sound: Sound;
  /** Where and how large it stands is its page's matter. */
  class: string;
}

/** How loud a picture is. */
export function Volume({ sound, class: look }: VolumeProps) {
  return (
    <input
      class={look}
      type="range"
      min={0}
      max={1}
      step={0.05}
      value={sound.volume}
      aria-label={t('core.volume')}
      aria-valuetext={`${Math.round(sound.volume * 100)}%`}
      onInput={(event) => sound.setVolume(Number(event.currentTarget.value))}
    />
  );
}
