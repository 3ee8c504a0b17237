import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { useOrganisations } from '~/lib/server_state.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Select, TextArea } from '~/ui/Field.tsx';
import { Upload } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import { Accepted, Decision } from './Decision.tsx';
import { ImportRows } from './ImportRows.tsx';
import own from './import.module.css';
import { Missing } from './Missing.tsx';

/** Text copied from a spreadsheet has tabs between its cells: they become a CSV's commas. */
export function csvOf(text: string): string {
  if (!text.includes('\t')) return text;
  const cell = (value: string) => (/[",]/.test(value) ? `"${value.replace(/"/g, '""')}"` : value);
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(cell).join(','))
    .join('\n');
}

/** `UTF‑8`, which does not break at its hyphen. */
const encodingName = (name: string) => name.toUpperCase().replace('-', '\u2011');

/** Takes a roster, shows what would happen, and writes nothing until it is accepted. */
export function Import(_: { params: Record<string, string> }) {
  usePage(t('people.import'));
  const [roster, setRoster] = useState<RosterImport | null>(null);
  const { isBusy, failure, attempt } = useAttempt();
  const show = (act: () => Promise<RosterImport | null>) =>
    void attempt(async () => setRoster(await act()));
  const [sent, setSent] = useState<Blob | null>(null);
  const path = { id: roster?.id ?? '' };
  return (
    <>
      <div class={css.head}>
        <h1>{t('people.import')}</h1>
        <ButtonLink href="/people" look="quiet">
          {t('core.back')}
        </ButtonLink>
      </div>
      {Boolean(failure) && (
        <div class={css.gap}>
          <Missing failure={failure} file={sent} />
        </div>
      )}
      {!roster && (
        <Source
          isBusy={isBusy}
          onBody={(school, body) => {
            setSent(body);
            show(() => call('POST /api/schools/{school}/imports', { path: { school }, body }));
          }}
        />
      )}
      {roster && (
        <div class={own.stack}>
          <Told class={css.sub}>
            {[
              t('people.totals', { ...roster.totals }),
              roster.totals.left_out && t('people.left_out', { count: roster.totals.left_out }),
              t('people.encoding', { name: encodingName(roster.file_encoding) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Told>
          {roster.state === 'accepted' ? (
            <Accepted
              roster={roster}
              onTaken={() => setRoster({ ...roster, passwords_ready: false })}
              onAgain={() => setRoster(null)}
            />
          ) : (
            <Decision
              roster={roster}
              isBusy={isBusy}
              onAccept={(body) =>
                show(() => call('POST /api/imports/{id}/acceptance', { path, body }))
              }
              onDiscard={() =>
                show(() => call('DELETE /api/imports/{id}', { path }).then(() => null))
              }
            />
          )}
          <ImportRows key={roster.id} roster={roster} />
        </div>
      )}
    </>
  );
}

/** An example of the file, which opens in any spreadsheet: the mark at its start says UTF-8. */
function saveTemplate() {
  const text = `\uFEFF${t('people.template_rows').replace(/\n/g, '\r\n')}`;
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = 'roster.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function Source(props: { isBusy: boolean; onBody: (school: string, body: Blob) => void }) {
  const [chosen, setChosen] = useState('');
  const [text, setText] = useState('');
  const [isOver, setOver] = useState(false);
  const places = useOrganisations();
  const schools = places.data?.schools ?? [];
  const school = chosen || schools[0]?.id || '';
  const send = (file: File | null | undefined) => {
    if (file && school) props.onBody(school, new Blob([file], { type: 'text/csv' }));
  };
  return (
    <div class={css.form}>
      {schools.length > 1 && (
        <Select
          label={t('people.school')}
          value={school}
          onValue={setChosen}
          options={schools.map((one) => ({ value: one.id, text: one.name }))}
        />
      )}
      <section
        class={css.drop}
        data-over={isOver}
        aria-label={t('people.file')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          send(event.dataTransfer?.files[0]);
        }}
      >
        <p>{t('people.import_text')}</p>
        <label class={css.file}>
          <Upload size={20} /> {t('people.choose_file')}
          <input
            type="file"
            accept=".csv,text/csv"
            disabled={!school || props.isBusy}
            onChange={(event) => {
              send(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
        <p class={css.soft}>{t('people.columns')}</p>
        <Button look="quiet" onClick={saveTemplate}>
          {t('people.template')}
        </Button>
      </section>
      <TextArea
        label={t('people.paste')}
        hint={t('people.paste_hint')}
        rows={5}
        value={text}
        onValue={setText}
      />
      <div>
        <Button
          disabled={!text.trim() || !school}
          busy={props.isBusy}
          onClick={() => props.onBody(school, new Blob([csvOf(text)], { type: 'text/csv' }))}
        >
          {t('people.preview')}
        </Button>
      </div>
    </div>
  );
}
