import { useMemo } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import css from './replay.module.css';
import { density, type Story } from './story.ts';

const PARTS = 80;

interface SeekBarProps {
  story: Story;
  durationMs: number;
  positionMs: number;
  onSeek: (ms: number) => void;
}

/** The lesson's length with a line of how much was said and a mark for each question. */
export function SeekBar({ story, durationMs, positionMs, onSeek }: SeekBarProps) {
  const line = useMemo(() => {
    const heights = density(story.said, durationMs, PARTS);
    return heights.map((h, n) => `${n},${(20 - h * 18).toFixed(1)}`).join(' ');
  }, [story, durationMs]);
  const share = (ms: number) => Math.min(100, (ms / Math.max(1, durationMs)) * 100);
  return (
    <div class={css.seek}>
      {story.said.length > 0 && (
        <svg viewBox={`0 0 ${PARTS - 1} 20`} preserveAspectRatio="none" aria-hidden="true">
          <polygon points={`0,20 ${line} ${PARTS - 1},20`} />
        </svg>
      )}
      <input
        type="range"
        min={0}
        max={durationMs}
        step={1000}
        value={positionMs}
        aria-label={t('replay.position')}
        aria-valuetext={t('replay.position_of', {
          at: clockText(positionMs),
          all: clockText(durationMs),
        })}
        style={{ '--done': `${share(positionMs)}%` }}
        onInput={(event) => onSeek(Number(event.currentTarget.value))}
      />
      {story.asked.map((one) => (
        <button
          key={one.activity}
          type="button"
          class={css.marker}
          style={{ left: `${share(one.at_ms)}%` }}
          title={`${clockText(one.at_ms)} ${one.stem}`}
          aria-label={t('replay.to_question', { at: clockText(one.at_ms), stem: one.stem })}
          onClick={() => onSeek(one.at_ms)}
        />
      ))}
    </div>
  );
}
