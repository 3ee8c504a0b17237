import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Confirm } from '~/ui/Confirm.tsx';
import { ChoiceRow } from '~/ui/Field.tsx';
import type { Board } from '../../../board/index.ts';

interface ClearProps {
  board: Board | null;
  /** Who wrote, in words. */
  nameOf: (person: string) => string;
  onClose: () => void;
}

/** Says whose ink goes: everyone's, or that of one of those who wrote. */
export function ClearInk({ board, nameOf, onClose }: ClearProps) {
  const [authors] = useState(() => board?.writer?.authors ?? []);
  const [whose, setWhose] = useState<string | null>(null);
  const [only] = authors;
  const clear = async () => {
    if (whose) board?.writer?.clearOf(whose);
    else board?.writer?.clear();
  };
  const isOne = authors.length === 1 && only !== undefined;
  return (
    <Confirm title={t('ink.clear')} onClose={onClose} onConfirm={clear}>
      {isOne ? t('ink.clear_only', { name: nameOf(only) }) : t('ink.clear_whose')}
      {authors.length > 1 &&
        [null, ...authors].map((author) => (
          <ChoiceRow
            key={author ?? ''}
            type="radio"
            name="whose"
            text={author ? t('ink.clear_of', { name: nameOf(author) }) : t('ink.clear_all')}
            checked={whose === author}
            onChecked={() => setWhose(author)}
          />
        ))}
    </Confirm>
  );
}
