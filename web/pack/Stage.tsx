import { useEffect, useRef } from 'preact/hooks';
import type { Clock } from './clock.ts';
import type { Lesson } from './data.ts';
import { SurfaceView } from './SurfaceView.tsx';
import type { Surfaces } from './surfaces.ts';
import { clockText, t } from './texts.ts';

const RATES = [0.75, 1, 1.25, 1.5, 2];

interface Props {
  clock: Clock;
  lesson: Lesson;
  surfaces: Surfaces;
}

/** The page and the picture, and what moves them. */
export function Stage({ clock, lesson, surfaces }: Props) {
  const media = useRef<HTMLVideoElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    clock.attach(media.current);
    return () => clock.attach(null);
  }, [clock]);
  useEffect(() => keys(clock), [clock]);
  const run = clock.run.value;
  const surface = surfaces.at(clock.positionMs.value);
  const hasPage = surface.kind !== 'none';
  const words = note(clock, lesson, hasPage);
  return (
    <section class="stage" ref={frame}>
      <div class="picture" data-beside={hasPage || undefined}>
        {hasPage && <SurfaceView surface={surface} surfaces={surfaces} clock={clock} />}
        {/* biome-ignore lint/a11y/useMediaCaption: a pack holds no captions yet */}
        <video
          ref={media}
          playsInline
          preload="metadata"
          hidden={!run?.has_picture}
          onTimeUpdate={() => clock.moved()}
          onSeeked={() => clock.moved()}
          onEnded={() => clock.ended()}
          onError={() => run && clock.broke()}
          onClick={() => clock.toggle()}
        />
        {words && (
          <div class="note">
            <strong>{lesson.title}</strong>
            <p role="status">{words}</p>
          </div>
        )}
        {clock.isFresh.value && !clock.failed.value && (
          <button
            type="button"
            class="begin"
            // The same as the key below, for the hand alone.
            aria-hidden="true"
            tabIndex={-1}
            onClick={() => clock.toggle()}
          >
            <Glyph of="play" />
          </button>
        )}
      </div>
      <div class="controls">
        <button
          type="button"
          class="play"
          aria-label={t(clock.isPlaying.value ? 'pause' : 'play')}
          onClick={() => clock.toggle()}
        >
          <Glyph of={clock.isPlaying.value ? 'pause' : 'play'} />
        </button>
        <span class="time">
          {clockText(clock.positionMs.value)} <i>/ {clockText(clock.durationMs)}</i>
        </span>
        <input
          type="range"
          class="seek"
          aria-label={t('position')}
          aria-valuetext={clockText(clock.positionMs.value)}
          min={0}
          max={clock.durationMs}
          step={1000}
          value={clock.positionMs.value}
          onInput={(event) => clock.seek(Number(event.currentTarget.value))}
        />
        <select
          aria-label={t('speed')}
          value={String(clock.rate.value)}
          onChange={(event) => clock.setRate(Number(event.currentTarget.value))}
        >
          {RATES.map((rate) => (
            <option key={rate} value={String(rate)}>
              {rate}×
            </option>
          ))}
        </select>
        <button type="button" aria-label={t('full')} onClick={() => full(frame.current)}>
          <Glyph of="full" />
        </button>
      </div>
    </section>
  );
}

function note(clock: Clock, lesson: Lesson, hasPage: boolean): string | null {
  if (clock.failed.value) return t('failed');
  if (hasPage) return null;
  if (lesson.runs.length === 0) return t('no_recording');
  const run = clock.run.value;
  if (!run) return clock.isInGap ? t('gap') : null;
  return run.has_picture ? null : t('sound_only');
}

/** Space plays, arrows go ten seconds, unless something else has the keys. */
function keys(clock: Clock): () => void {
  const press = (event: KeyboardEvent) => {
    const at = event.target as HTMLElement;
    if (at.closest('input, select, textarea, button, [role=tab]')) return;
    const step = { ArrowLeft: -10_000, ArrowRight: 10_000 }[event.key];
    if (event.key === ' ') clock.toggle();
    else if (step) clock.seek(clock.positionMs.value + step);
    else return;
    event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

function full(frame: HTMLElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void frame?.requestFullscreen?.().catch(() => {});
}

const PATHS = {
  play: 'M8 5v14l11-7z',
  pause: 'M7 5h4v14H7zM13 5h4v14h-4z',
  full: 'M4 9V4h5v2H6v3zM15 4h5v5h-2V6h-3zM4 15h2v3h3v2H4zM18 15h2v5h-5v-2h3z',
};

function Glyph({ of }: { of: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" fill="currentColor" aria-hidden="true">
      <path d={PATHS[of]} />
    </svg>
  );
}
