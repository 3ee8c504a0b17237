import { useInfiniteQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import type { ImportError, ImportRow, RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Chip, type Tone } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { ChoiceRow } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';

const ACTIONS = { create: 'action', join: 'info', none: 'plain', error: 'mark' } as const;
const COLUMNS = ['name', 'display_name', 'role', 'class', 'password'] as const;

/** Every row of the file and what would become of it; more rows come on request. */
export function ImportRows({ roster }: { roster: RosterImport }) {
  const [isErrorsOnly, setErrorsOnly] = useState(false);
  const rows = useInfiniteQuery({
    queryKey: ['import', roster.id, isErrorsOnly],
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
      {roster.totals.errors > 0 && (
        <ChoiceRow
          type="checkbox"
          text={t('people.errors_only')}
          checked={isErrorsOnly}
          onChecked={setErrorsOnly}
        />
      )}
      {rows.isError && <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />}
      <ImportTable rows={items} />
      {rows.hasNextPage && (
        <p class={css.group}>
          <Button busy={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
            {t('core.more')}
          </Button>
        </p>
      )}
    </>
  );
}

export function ImportTable({ rows }: { rows: ImportRow[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section class={css.scroll} tabIndex={0} aria-label={t('people.preview')}>
      <table class={css.table}>
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
              <td>{row.line}</td>
              <td>{row.name}</td>
              <td>{row.display_name}</td>
              <td>{roleText(row.role)}</td>
              <td>{row.class}</td>
              <td>
                <Outcome action={row.action} />
              </td>
              <td class={css.wrong}>{row.errors.map(errorText).join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Outcome({ action }: { action: string }) {
  if (!(action in ACTIONS)) return <>{action}</>;
  const known = action as keyof typeof ACTIONS;
  return <Chip tone={ACTIONS[known] as Tone}>{t(`people.action_${known}`)}</Chip>;
}

function roleText(role: string): string {
  return role === 'learner' || role === 'teacher' ? t(`core.${role}`) : role;
}

/** The column's name, what is wrong with it, and what stood there. */
export function errorText({ column, code, value }: ImportError): string {
  const known = COLUMNS.find((one) => one === column);
  const name = known ? t(`people.${known}`) : column;
  return `${name}: ${codeText(code)}${value ? ` (${value})` : ''}`;
}
