import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { codeText, problemText } from '~/api/problem.ts';
import type { ImportRow, RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import css from '~/ui/Page.module.css';

/** Picks a file, shows what would happen, and writes nothing until it is accepted. */
export function Import(_: { params: Record<string, string> }) {
  usePage(t('people.import'));
  const [roster, setRoster] = useState<RosterImport | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  const school = places.data?.schools[0]?.id ?? '';
  const attempt = (act: () => Promise<RosterImport | null>) => {
    setFailure(null);
    act().then(setRoster, setFailure);
  };
  const send = (file: File | null | undefined) => {
    if (!file) return;
    const body = new Blob([file], { type: 'text/csv' });
    attempt(() => call('POST /api/schools/{school}/imports', { path: { school }, body }));
  };
  const path = { id: roster?.id ?? '' };
  const rows = !roster ? [] : Array.isArray(roster.rows) ? roster.rows : roster.rows.items;
  return (
    <>
      <h1>{t('people.import')}</h1>
      {Boolean(failure) && <Banner tone="mark">{problemText(failure)}</Banner>}
      {!roster && (
        <section
          class={css.drop}
          aria-label={t('people.import')}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            send(event.dataTransfer?.files[0]);
          }}
        >
          <p>{t('people.import_text')}</p>
          <input
            type="file"
            accept=".csv,text/csv"
            aria-label={t('people.file')}
            onChange={(event) => send(event.currentTarget.files?.[0])}
          />
        </section>
      )}
      {roster && (
        <>
          <p class={css.group}>{t('people.totals', { ...roster.totals })}</p>
          <Rows rows={rows} />
          {roster.state === 'accepted' ? (
            <a href={`/api/imports/${roster.id}/passwords.csv`} download>
              {t('people.passwords')}
            </a>
          ) : (
            <p class={css.actions}>
              <Button
                look="primary"
                disabled={roster.totals.errors > 0}
                onClick={() => attempt(() => call('POST /api/imports/{id}/acceptance', { path }))}
              >
                {t('people.accept')}
              </Button>
              <Button
                onClick={() =>
                  attempt(() => call('DELETE /api/imports/{id}', { path }).then(() => null))
                }
              >
                {t('people.discard')}
              </Button>
            </p>
          )}
        </>
      )}
    </>
  );
}

function Rows({ rows }: { rows: ImportRow[] }) {
  return (
    <div class={css.scroll}>
      <table class={css.table}>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line} class={row.errors.length ? css.bad : undefined}>
              <th scope="row">{row.line}</th>
              <td>{row.name}</td>
              <td>{row.display_name}</td>
              <td>{row.class}</td>
              <td class={css.wrong}>
                {row.errors.map((one) => `${one.column}: ${codeText(one.code)}`).join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
