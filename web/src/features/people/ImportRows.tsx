import { useInfiniteQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import type { ImportError, ImportRow, RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Chip, type Tone } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { ChoiceRow } from '~/ui/Field.tsx';
import { More } from '~/ui/More.tsx';
import css from '~/ui/Page.module.css';
import own from './import.module.css';

const ACTIONS = {
  create: 'action',
  join: 'info',
  join_also: 'warn',
  none: 'plain',
  left_out: 'warn',
  error: 'mark',
} as const;
const COLUMNS = ['name', 'display_name', 'role', 'class', 'password'] as const;

/** Every row of the file and what would become of it; more rows come on request. */
export function ImportRows({ roster }: { roster: RosterImport }) {
  const [isErrorsOnly, setErrorsOnly] = useState(false);
  const rows = useInfiniteQuery({
    queryKey: ['import', roster.id, roster.state, isErrorsOnly],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/imports/{id}/rows', {
        path: { id: roster.id },
        query: { ...(pageParam && { cursor: pageParam }), errors_only: isErrorsOnly },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      {roster.totals.errors + roster.totals.left_out > 0 && (
        <ChoiceRow
          type="checkbox"
          text={t('people.errors_only')}
          checked={isErrorsOnly}
          onChecked={setErrorsOnly}
        />
      )}
      {rows.isError && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      <ImportTable rows={items} isAsking={roster.state === 'previewed'} />
      <More list={rows} />
    </>
  );
}

/** `isAsking`: nothing is written yet, and classes that do not exist are still to be decided. */
export function ImportTable({ rows, isAsking }: { rows: ImportRow[]; isAsking: boolean }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section class={css.scroll} tabIndex={0} aria-label={t('people.preview')}>
      <table class={`${css.table} ${own.rows}`}>
        <thead>
          <tr>
            <th scope="col">{t('people.line')}</th>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.display_name')}</th>
            <th scope="col">{t('people.role')}</th>
            <th scope="col">{t('people.class')}</th>
            <th scope="col">{t('people.action')}</th>
            <th scope="col">{t('people.problem')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} class={row.errors.length ? css.bad : undefined}>
              <td class={own.line}>{row.line}</td>
              <td class={own.account}>{row.name}</td>
              <td class={own.display}>{row.display_name}</td>
              <td class={own.role}>{fileRole(row.role)}</td>
              <td class={own.class}>{row.class}</td>
              <td class={own.outcome}>
                <Outcome row={row} isAsking={isAsking} />
              </td>
              <td class={`${css.wrong} ${own.problem}`}>
                {row.errors.map((one) => (
                  <p key={`${one.column} ${one.code}`}>{errorText(one)}</p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ row, isAsking }: { row: ImportRow; isAsking: boolean }) {
  const { action, is_new_class } = row;
  if (isAsking && is_new_class && action !== 'error') {
    return <Chip tone="warn">{t('people.class_unknown')}</Chip>;
  }
  if (!(action in ACTIONS)) return <>{action}</>;
  const known = action as keyof typeof ACTIONS;
  return <Chip tone={ACTIONS[known] as Tone}>{t(`people.action_${known}`)}</Chip>;
}

/** What stands in the file when it is no role. */
function fileRole(role: string): string {
  return role === 'learner' || role === 'teacher' ? t(`core.${role}`) : role;
}

/** The column's name, what is wrong with it, and what stood there. */
export function errorText({ column, code, value }: ImportError): string {
  const known = COLUMNS.find((one) => one === column);
  const name = known ? t(`people.${known}`) : column;
  // Separators and line ends within one cell: the next line was read as part of it.
  const isOpen = code === 'import.bad_characters' && /[,;\t\r\n\uFFFD]/.test(value ?? '');
  const what = isOpen ? t('people.quote_open') : codeText(code);
  return t('people.wrong_in', { name, what: value ? `${what} (${value})` : what });
}
