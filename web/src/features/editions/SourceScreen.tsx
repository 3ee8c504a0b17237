import { problemText } from '~/api/problem.ts';
import type { EditionSource } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Pause, Play, RotateCcw, RotateCw } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import { hasPicture } from '../player/track.ts';
import css from './editions.module.css';
import { SourcePicture } from './SourcePicture.tsx';
import type { Source } from './use_source.ts';

const STEP_MS = 5_000;

interface ScreenProps {
  source: Source;
  recording: EditionSource | null;
  /** Where its ink lies. */
  ink: string;
  lastsMs: number;
  /** Why there is no picture. */
  gone: unknown;
}

/** The whole recorded lesson, to find the moments at which to cut. */
export function SourceScreen({ source, recording, ink, lastsMs, gone }: ScreenProps) {
  const { positionMs: at } = source;
  const times = { at: clockText(at), all: clockText(lastsMs) };
  return (
    <>
      <div class={css.stage}>
        <SourcePicture
          {...{ source, recording, ink }}
          hasPicture={recording !== null && hasPicture(recording)}
        />
        {Boolean(gone) && (
          <Told class={css.note}>
            {problemText(gone)} {t('editions.still_here')}
          </Told>
        )}
      </div>
      <input
        class={css.seek}
        type="range"
        min={0}
        max={lastsMs}
        step={100}
        value={at}
        disabled={Boolean(gone)}
        aria-label={t('editions.position')}
        aria-valuetext={t('editions.position_of', times)}
        onInput={(event) => source.seek(Number(event.currentTarget.value))}
      />
      <div class={css.bar}>
        <IconButton
          label={t(source.isPlaying ? 'editions.pause' : 'editions.play')}
          disabled={Boolean(gone)}
          onClick={() => (source.isPlaying ? source.pause() : source.play())}
        >
          {source.isPlaying ? <Pause size={24} /> : <Play size={24} />}
        </IconButton>
        <IconButton
          label={t('editions.back_5')}
          disabled={Boolean(gone)}
          onClick={() => source.seek(at - STEP_MS)}
        >
          <RotateCcw size={20} />
        </IconButton>
        <IconButton
          label={t('editions.on_5')}
          disabled={Boolean(gone)}
          onClick={() => source.seek(at + STEP_MS)}
        >
          <RotateCw size={20} />
        </IconButton>
        <span class={`${css.time} figures`}>{t('editions.position_of', times)}</span>
      </div>
    </>
  );
}
