import { useMemo, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import type { LessonDeck } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import type { Chapter } from './chapters.ts';
import { StopDrawing, stopName } from './PageList.tsx';
import { type Stop, stopAt } from './pages.ts';
import type { Passage } from './repeat.ts';
import css from './replay.module.css';
import own from './replay_slides.module.css';
import { density, type Story } from './story.ts';

const PARTS = 80;

interface SeekBarProps {
  story: Story;
  stops: readonly Stop[];
  chapters: readonly Chapter[];
  decks: readonly LessonDeck[];
  addresses: Addresses;
  durationMs: number;
  positionMs: number;
  passage: Passage;
  onSeek: (ms: number) => void;
}

/** The lesson's length with a line of how much was said and a mark for each question. */
export function SeekBar(props: SeekBarProps) {
  const { story, stops, durationMs, positionMs, onSeek } = props;
  /** The moment beneath the pointer. */
  const [over, setOver] = useState<number | null>(null);
  const line = useMemo(() => {
    const heights = density(story.said, durationMs, PARTS);
    return heights.map((h, n) => `${n},${(20 - h * 18).toFixed(1)}`).join(' ');
  }, [story, durationMs]);
  const share = (ms: number) => Math.min(100, (ms / Math.max(1, durationMs)) * 100);
  const hover = (event: PointerEvent) => {
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const part = Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
    setOver(part * durationMs);
  };
  const stop = over === null ? undefined : stops[stopAt(stops, over)];
  return (
    <div
      class={css.seek}
      onPointerMove={stops.length > 0 ? hover : undefined}
      onPointerLeave={() => setOver(null)}
    >
      {story.said.length > 0 && (
        <svg viewBox={`0 0 ${PARTS - 1} 20`} preserveAspectRatio="none" aria-hidden="true">
          <polygon points={`0,20 ${line} ${PARTS - 1},20`} />
        </svg>
      )}
      <PassageBand passage={props.passage} share={share} />
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
      {stops.map((one) => (
        <i
          key={one.key}
          class={own.tick}
          style={{ left: `${share(one.at_ms)}%` }}
          aria-hidden="true"
        />
      ))}
      {props.chapters.map((one) => (
        <i
          key={one.seq}
          class={own.chapter}
          style={{ left: `${share(one.at_ms)}%` }}
          title={one.text}
          aria-hidden="true"
        />
      ))}
      {stop && over !== null && (
        <div
          class={own.hint}
          style={{ left: `clamp(84px, ${share(over)}%, calc(100% - 84px))` }}
          aria-hidden="true"
        >
          <StopDrawing stop={stop} decks={props.decks} addresses={props.addresses} />
          <p>
            {clockText(over)} {stopName(props.decks, stop)}
          </p>
        </div>
      )}
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

/** The passage that is heard again, with its ends by name. */
function PassageBand({ passage, share }: { passage: Passage; share: (ms: number) => number }) {
  const { a, b } = passage;
  if (a === null && b === null) return null;
  const from = share(a ?? b ?? 0);
  const width = a !== null && b !== null ? share(b) - from : 0;
  return (
    <div
      class={own.passage}
      style={{ left: `${from}%`, width: `${width}%` }}
      aria-hidden="true"
      data-open={a === null || b === null || undefined}
    >
      {a !== null && <b>A</b>}
      {b !== null && <b>B</b>}
    </div>
  );
}
