import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { toast } from '~/ui/Toast.tsx';
import { markAt, type NoteBody, type NoteKind } from '../notes/notes.ts';
import type { Notes } from '../notes/use_notes.ts';
import type { Replay } from './use_replay.ts';

/** Marking the moment on screen for oneself. */
export interface Marking {
  isOn(kind: NoteKind): boolean;
  /** Sets a mark at this moment, or takes it away again. */
  press(kind: NoteKind): void;
  write(): void;
}

export function useMarking(
  replay: Pick<Replay, 'positionMs' | 'pause'>,
  notes: Notes,
  shiftMs: number,
  onWrite: (draft: NoteBody) => void,
): Marking {
  const at_ms = Math.max(0, Math.round(replay.positionMs) - shiftMs);
  const there = (kind: NoteKind) => markAt(notes.all, kind, at_ms);
  return {
    isOn: (kind) => there(kind) !== null,
    press: (kind) => {
      const known = there(kind);
      // A mark with words is no slip of the thumb: it goes from the list.
      if (known?.words) return;
      const named = { at: clockText(replay.positionMs), kind: t(`notes.${kind}`) };
      const done = known ? notes.remove(known) : notes.add({ kind, at_ms, words: '' });
      done.then(
        () => announce(t(known ? 'notes.unmarked' : 'notes.marked', named)),
        () => toast(t('notes.not_kept')),
      );
    },
    write: () => {
      replay.pause();
      onWrite({ kind: 'words', at_ms, words: '' });
    },
  };
}
