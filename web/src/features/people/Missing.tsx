import { useEffect, useRef, useState } from 'preact/hooks';
import { Problem } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Failure } from '~/ui/Failure.tsx';

const COLUMNS = ['name', 'display_name', 'role', 'class', 'password'] as const;
/** More than the first line of any roster. */
const HEAD_BYTES = 4096;

/** The first line of a file, in whichever of the two encodings it is written. */
export async function firstLine(file: Blob): Promise<string> {
  const bytes = await file.slice(0, HEAD_BYTES).arrayBuffer();
  const isCut = file.size > HEAD_BYTES;
  const read = (label: string, fatal: boolean) =>
    new TextDecoder(label, { fatal }).decode(bytes, { stream: isCut });
  let text: string;
  try {
    text = read('utf-8', true);
  } catch {
    text = read('gb18030', false);
  }
  return text.split(/\r?\n/)[0]?.trim() ?? '';
}

/** Why a file was not taken; of a column that is missing, which, and what is there instead. */
export function Missing({ failure, file }: { failure: unknown; file: Blob | null }) {
  const [line, setLine] = useState('');
  const isColumn = failure instanceof Problem && failure.code === 'import.missing_column';
  useEffect(() => {
    setLine('');
    if (isColumn && file) void firstLine(file).then(setLine, () => {});
  }, [isColumn, file]);
  // The button that was pressed may be a screen below.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView?.({ block: 'nearest' }), [failure]);
  const column = COLUMNS.find((one) => isColumn && failure.fields[0]?.field === one);
  return (
    <div ref={box}>
      <Failure of={failure} />
      {column && (
        <p>
          {t('people.missing_is', { name: t(`people.${column}`) })}{' '}
          {line && t('people.columns_are', { names: line })}
        </p>
      )}
    </div>
  );
}
