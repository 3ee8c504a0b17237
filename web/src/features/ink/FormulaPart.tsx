import { useEffect, useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import type { FormulaAsk } from '../../../board/index.ts';
import { FormulaDialog } from './FormulaDialog.tsx';
import css from './ink.module.css';

interface FormulaPartProps {
  /** The formula's tool is in the hand. */
  isAwaited: boolean;
  ask: FormulaAsk | null;
  onAnswered: () => void;
  onLeave: () => void;
}

/** Says over the board where a formula is begun, and asks what it is made of. */
export function FormulaPart({ isAwaited, ask, onAnswered, onLeave }: FormulaPartProps) {
  const isHinted = isAwaited && !ask;
  const hint = isHinted ? t('ink.formula_where') : null;
  useSaid(hint);
  useEscape(isHinted, onLeave);
  const answer = (source: string | null) => {
    onAnswered();
    ask?.answer(source);
  };
  return (
    <>
      {hint && (
        <p class={css.hint}>
          <span>{hint}</span>
        </p>
      )}
      {ask && <FormulaDialog text={ask.text} onAnswer={answer} />}
    </>
  );
}

/** Escape, wherever the focus is. */
function useEscape(isOn: boolean, leave: () => void) {
  const current = useRef(leave);
  current.current = leave;
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      current.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn]);
}
