import { useRef, useState } from 'preact/hooks';
import { codeText } from '~/api/problem.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { focusSoon } from '~/ui/focus_soon.ts';
import { Pencil, Trash } from '~/ui/icons.tsx';
import { Pen } from '~/ui/icons_ink.tsx';
import { Star, Unclear } from '~/ui/icons_replay.tsx';
import { NoteForm } from './NoteForm.tsx';
import css from './notes.module.css';
import type { NoteBody, NoteKind, OwnNote } from './notes.ts';
import type { Notes } from './use_notes.ts';

const ICONS = { unclear: Unclear, important: Star, words: Pen };

interface NotePanelProps {
  lesson: string;
  notes: Notes;
  /** How much later than the lesson's clock the page shows a moment. */
  shiftMs: number;
  positionMs: number;
  /** What is being written anew; null while nothing is. */
  draft: NoteBody | null;
  onDraft: (draft: NoteBody | null) => void;
  onSeek: (ms: number) => void;
}

/** One's own marks and notes; each leads to its moment. */
export function NotePanel(props: NotePanelProps) {
  const { lesson, notes, shiftMs, positionMs, draft, onDraft, onSeek } = props;
  const [editing, setEditing] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<OwnNote | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  // What is pressed here gives way to what it opens, and comes back in its place.
  const focus = (what: string) => focusSoon(() => panel.current?.querySelector<HTMLElement>(what));
  const shown = (ms: number) => Math.max(0, ms + shiftMs);
  const remove = (one: OwnNote) => {
    if (one.words && !one.refused) setLeaving(one);
    else void notes.remove(one);
  };
  return (
    <div class={css.panel} ref={panel}>
      {draft ? (
        <NoteForm
          key={draft.at_ms}
          name={`note.${lesson}`}
          start={draft}
          shownMs={shown(draft.at_ms)}
          onSave={(body) => notes.add(body)}
          onClose={() => {
            onDraft(null);
            focus('[data-write]');
          }}
        />
      ) : (
        <Button
          wide
          data-write
          onClick={() => {
            const at_ms = Math.max(0, Math.round(positionMs) - shiftMs);
            onDraft({ kind: 'words', at_ms, words: '' });
            focus('textarea');
          }}
        >
          <Pen size={18} /> {t('notes.write_at', { at: clockText(positionMs) })}
        </Button>
      )}
      {notes.failure != null && <ErrorState error={notes.failure} onRetry={notes.readAgain} />}
      {notes.all.length === 0 && !notes.failure && !draft && (
        <p class={css.none}>{t('notes.none')}</p>
      )}
      <ol class={css.list}>
        {notes.all.map((one) => (
          <li key={one.id} data-kind={one.kind}>
            {editing === one.id ? (
              <NoteForm
                name={`note.${lesson}.${one.id}`}
                start={one}
                shownMs={shown(one.at_ms)}
                onSave={({ kind, at_ms, words }) => notes.change(one, { kind, at_ms, words })}
                onClose={() => {
                  setEditing(null);
                  focus(`[data-edits="${one.id}"]`);
                }}
              />
            ) : (
              <One
                one={one}
                atMs={shown(one.at_ms)}
                onSeek={onSeek}
                onEdit={() => {
                  setEditing(one.id);
                  focus('li textarea');
                }}
                onRemove={() => remove(one)}
              />
            )}
          </li>
        ))}
      </ol>
      {leaving && (
        <Confirm
          title={t('notes.remove')}
          onConfirm={() => notes.remove(leaving)}
          onClose={() => setLeaving(null)}
        >
          {t('notes.remove_why')}
        </Confirm>
      )}
    </div>
  );
}

interface OneProps {
  one: OwnNote;
  atMs: number;
  onSeek: (ms: number) => void;
  onEdit: () => void;
  onRemove: () => void;
}

function One({ one, atMs, onSeek, onEdit, onRemove }: OneProps) {
  const Icon = ICONS[one.kind];
  const named = { at: clockText(atMs), kind: t(`notes.${one.kind}`) };
  return (
    <>
      <div class={css.head}>
        <button type="button" onClick={() => onSeek(atMs)}>
          <time class="figures">{clockText(atMs)}</time>
          <Icon size={18} />
          <span>{named.kind}</span>
        </button>
        {!one.refused && (
          <IconButton label={t('notes.edit_this', named)} data-edits={one.id} onClick={onEdit}>
            <Pencil size={18} />
          </IconButton>
        )}
        <IconButton label={t('notes.remove_this', named)} onClick={onRemove}>
          <Trash size={18} />
        </IconButton>
      </div>
      {one.words && <p>{one.words}</p>}
      {one.isWaiting && <small>{t('notes.waiting')}</small>}
      {one.refused && (
        <small data-refused>{t('notes.refused', { why: codeText(one.refused.code) })}</small>
      )}
    </>
  );
}

/** The name of a kind, for keys and marks on a bar. */
export function kindName(kind: NoteKind): string {
  return t(`notes.${kind}`);
}
