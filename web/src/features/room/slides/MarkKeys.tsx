import { useEffect } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { openOutbox } from '~/lib/outbox.ts';
import { announce } from '~/ui/announce.ts';
import { Star, Unclear } from '~/ui/icons_replay.tsx';
import { toast } from '~/ui/Toast.tsx';
import { markAt, type NoteKind } from '../../notes/notes.ts';
import { useNotes } from '../../notes/use_notes.ts';
import type { RoomStore } from '../store.ts';
import { useEvery } from '../use_every.ts';
import css from './mark_keys.module.css';

const KEYS = [
  { kind: 'unclear', Icon: Unclear },
  { kind: 'important', Icon: Star },
] as const;

/** Marks this moment for oneself, to be found again in the replay. Nobody is told. */
export function MarkKeys({ store }: { store: RoomStore }) {
  const notes = useNotes(store.lesson.id);
  useEffect(() => void openOutbox(), []);
  // A mark stays pressed for as long as another press would take it away.
  useEvery(1_000);
  const now = () => Math.max(0, store.nowMs() ?? 0);
  const press = (kind: NoteKind) => {
    const known = markAt(notes.all, kind, now());
    const done = known ? notes.remove(known) : notes.add({ kind, at_ms: now(), words: '' });
    done.then(
      () =>
        announce(
          t(known ? 'notes.unmarked_now' : 'notes.marked_now', { kind: t(`notes.${kind}`) }),
        ),
      () => toast(t('notes.not_kept')),
    );
  };
  return (
    <>
      {KEYS.map(({ kind, Icon }) => (
        <button
          key={kind}
          type="button"
          class={css.mark}
          title={t(`notes.mark_${kind}_now`)}
          aria-pressed={markAt(notes.all, kind, now()) !== null}
          onClick={() => press(kind)}
        >
          <Icon size={20} />
          <span>{t(`notes.${kind}`)}</span>
        </button>
      ))}
    </>
  );
}
