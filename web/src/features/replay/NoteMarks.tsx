import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import type { OwnNote } from '../notes/notes.ts';
import own from './replay_slides.module.css';

const SIGNS = { unclear: '?', important: '★', words: '✎' };

interface NoteMarksProps {
  notes: readonly OwnNote[];
  /** How much later than the lesson's clock a moment is shown. */
  shiftMs: number;
  durationMs: number;
  onSeek: (ms: number) => void;
}

/** One's own marks beneath the line of a replay. */
export function NoteMarks({ notes, shiftMs, durationMs, onSeek }: NoteMarksProps) {
  if (notes.length === 0) return null;
  const share = (ms: number) => Math.min(100, (ms / Math.max(1, durationMs)) * 100);
  return (
    <div class={own.notes}>
      {notes.map((one) => (
        <NoteMark key={one.id} one={one} {...{ shiftMs, share, onSeek }} />
      ))}
    </div>
  );
}

interface NoteMarkProps {
  one: OwnNote;
  shiftMs: number;
  share: (ms: number) => number;
  onSeek: (ms: number) => void;
}

function NoteMark({ one, shiftMs, share, onSeek }: NoteMarkProps) {
  const ms = Math.max(0, one.at_ms + shiftMs);
  const kind = t(`notes.${one.kind}`);
  const words = one.words.slice(0, 80);
  return (
    <button
      type="button"
      class={own.markerOwn}
      data-kind={one.kind}
      style={{ left: `${share(ms)}%` }}
      title={`${clockText(ms)} ${kind} ${words}`}
      aria-label={t('notes.to_note', { at: clockText(ms), kind, words })}
      onClick={() => onSeek(ms)}
    >
      {SIGNS[one.kind]}
    </button>
  );
}
