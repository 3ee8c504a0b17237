import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import css from './formula.module.css';
import { PIECES, type Piece, put } from './pieces.ts';

/** Pixels of a letter's height in the preview. */
const LETTER_PX = 28;
/** Between a key and its picture. */
const PAUSE_MS = 150;

interface FormulaProps {
  /** Of a formula that is changed; else empty. */
  text: string;
  /** Null when nothing shall be written. */
  onAnswer: (source: string | null) => void;
}

/** Writes a formula with keys for its pieces, so that nobody has to know LaTeX. */
export function FormulaDialog({ text, onAnswer }: FormulaProps) {
  const [source, setSource] = useState(text);
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (piece: Piece) => {
    const at = field.current;
    if (!at) return;
    const made = put(piece, at.value, at.selectionStart, at.selectionEnd);
    at.value = made.source;
    setSource(made.source);
    at.focus();
    at.setSelectionRange(made.caret, made.caret);
  };
  const isEmpty = source.trim() === '';
  // Whoever empties a formula that is there takes it away.
  const finish = () => onAnswer(isEmpty && !text ? null : source);
  return (
    <Dialog
      title={t(text ? 'ink.formula_change' : 'ink.formula_new')}
      onClose={() => onAnswer(null)}
    >
      <Preview source={source} />
      <textarea
        ref={field}
        class={css.source}
        rows={2}
        value={source}
        spellcheck={false}
        autocapitalize="off"
        aria-label={t('ink.formula')}
        placeholder={t('ink.formula_example')}
        onInput={(event) => setSource(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          finish();
        }}
      />
      <fieldset class={css.pieces} aria-label={t('ink.formula_pieces')}>
        {PIECES.map((piece) => (
          <button
            key={piece.sign}
            type="button"
            aria-label={piece.name && t(`ink.piece_${piece.name}`)}
            title={piece.name ? t(`ink.piece_${piece.name}`) : piece.before.trim()}
            onClick={() => insert(piece)}
          >
            {piece.sign}
          </button>
        ))}
      </fieldset>
      <DialogActions>
        <Button onClick={() => onAnswer(null)}>{t('core.cancel')}</Button>
        <Button look="primary" disabled={isEmpty && !text} onClick={finish}>
          {t('ink.formula_put')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

/** What it will look like; a source that is not whole yet keeps its last picture. */
function Preview({ source }: { source: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [isWhole, setWhole] = useState(true);
  useEffect(() => {
    if (!source.trim()) {
      box.current?.replaceChildren();
      setWhole(true);
      return;
    }
    let isOld = false;
    const timer = setTimeout(async () => {
      const made = await picture(source, box);
      if (isOld) return;
      setWhole(made !== null);
      if (made) box.current?.replaceChildren(made);
    }, PAUSE_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [source]);
  const fault = isWhole ? null : t('ink.formula_not_whole');
  useSaid(fault);
  return (
    <div class={css.preview}>
      <div ref={box} />
      <p>
        {!source.trim() && t('ink.formula_empty')}
        {fault}
      </p>
    </div>
  );
}

async function picture(
  source: string,
  box: RefObject<HTMLElement | null>,
): Promise<Element | null> {
  const ink = box.current ? getComputedStyle(box.current).color : '#000';
  try {
    const { formulaPicture } = await import('./formula.ts');
    const made = await formulaPicture(source, LETTER_PX, ink);
    if (!(made?.picture instanceof HTMLImageElement)) return null;
    const image = made.picture;
    Object.assign(image, { width: made.width, height: made.height, alt: source });
    return image;
  } catch {
    return null;
  }
}
