import { useState } from 'preact/hooks';
import type { EditionPart } from '~/api/shapes.ts';
import { draftOfQuestion, limitOf, questionOf } from '~/features/item/draft.ts';
import { QuestionEditor } from '~/features/item/QuestionEditor.tsx';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { ArrowDown, ArrowUp, Pencil, Trash } from '~/ui/icons.tsx';
import css from './editions.module.css';
import { PauseDialog } from './Insert.tsx';
import { OwnThumbnail } from './OwnPage.tsx';
import { PagePicker } from './PagePicker.tsx';
import { change, move, remove, SHORTEST_MS } from './parts.ts';
import { partText } from './words.ts';

interface RowProps {
  edition: string;
  one: EditionPart;
  place: number;
  parts: EditionPart[];
  isHere: boolean;
  /** Where the recorded lesson stands. */
  atMs: number;
  onHere: () => void;
  onParts: (parts: EditionPart[]) => void;
}

/** A part of the edition: chosen, moved, changed, removed. */
export function PartRow({ edition, one, place, parts, isHere, atMs, onHere, onParts }: RowProps) {
  const [isEditing, setEditing] = useState(false);
  const name = `${place + 1} · ${t(`editions.kind_${one.kind}`)}`;
  const isLast = place === parts.length - 1;
  return (
    <li class={css.part} data-here={isHere || undefined}>
      <button type="button" class={css.what} aria-pressed={isHere} onClick={onHere}>
        <small>{name}</small>
        {partText(one)}
        {one.kind === 'slide' && <OwnThumbnail one={one} />}
      </button>
      <div class={css.bar}>
        <IconButton
          label={t('editions.up', { name })}
          disabled={place === 0}
          onClick={() => onParts(move(parts, one.part, -1))}
        >
          <ArrowUp size={20} />
        </IconButton>
        <IconButton
          label={t('editions.down', { name })}
          disabled={isLast}
          onClick={() => onParts(move(parts, one.part, 1))}
        >
          <ArrowDown size={20} />
        </IconButton>
        {one.kind !== 'passage' && (
          <IconButton label={t('editions.change', { name })} onClick={() => setEditing(true)}>
            <Pencil size={20} />
          </IconButton>
        )}
        <IconButton
          label={t('editions.remove_part', { name })}
          disabled={parts.length === 1}
          onClick={() => onParts(remove(parts, one.part))}
        >
          <Trash size={20} />
        </IconButton>
        {one.kind === 'passage' && isHere && (
          <Ends one={one} atMs={Math.round(atMs)} parts={parts} onParts={onParts} />
        )}
      </div>
      {isEditing && (
        <Change
          edition={edition}
          one={one}
          onClose={() => setEditing(false)}
          onChange={(next) => onParts(parts.map((old) => (old.part === one.part ? next : old)))}
        />
      )}
    </li>
  );
}

interface EndsProps {
  one: Extract<EditionPart, { kind: 'passage' }>;
  atMs: number;
  parts: EditionPart[];
  onParts: (parts: EditionPart[]) => void;
}

/** Moves an end of a passage to where the recorded lesson stands. */
function Ends({ one, atMs, parts, onParts }: EndsProps) {
  const { part, from_ms, to_ms } = one;
  return (
    <>
      <Button
        size="small"
        look="quiet"
        disabled={to_ms - atMs < SHORTEST_MS}
        onClick={() => onParts(change(parts, part, { kind: 'passage', from_ms: atMs, to_ms }))}
      >
        {t('editions.begin_here')}
      </Button>
      <Button
        size="small"
        look="quiet"
        disabled={atMs - from_ms < SHORTEST_MS}
        onClick={() => onParts(change(parts, part, { kind: 'passage', from_ms, to_ms: atMs }))}
      >
        {t('editions.end_here')}
      </Button>
    </>
  );
}

interface ChangeProps {
  edition: string;
  one: EditionPart;
  onChange: (next: EditionPart) => void;
  onClose: () => void;
}

function Change({ edition, one, onChange, onClose }: ChangeProps) {
  if (one.kind === 'slide') {
    const start = { deck: one.deck, page: one.page, text: one.text ?? null };
    return (
      <PagePicker
        start={start}
        onClose={onClose}
        onPick={(picked) => onChange({ ...one, ...picked })}
      />
    );
  }
  if (one.kind === 'pause') {
    return (
      <PauseDialog
        start={one.text}
        onClose={onClose}
        onText={(text) => onChange({ ...one, text })}
      />
    );
  }
  if (one.kind !== 'question') return null;
  const { question, limit_ms } = one;
  return (
    <Dialog title={t('editions.kind_question')} onClose={onClose}>
      <QuestionEditor
        keep={`edition.${edition}.part.${one.part}`}
        start={draftOfQuestion({ id: '', position: 0, question, limit_ms: limit_ms ?? null })}
        onCancel={onClose}
        onSave={async (draft) => {
          onChange({ ...one, question: questionOf(draft), limit_ms: limitOf(draft) });
          onClose();
        }}
      />
    </Dialog>
  );
}
