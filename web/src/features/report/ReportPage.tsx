import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { isStaff, me } from '~/lib/session.ts';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import css from './report.module.css';
import type { Report } from './shapes.ts';

/** What a lesson left: who was there, and how each question went. Learners see their own part. */
export function ReportPage({ id }: { id: string }) {
  const [report, setReport] = useState<Report | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setError(null);
    call('GET /api/lessons/{id}/report', { path: { id } }).then(setReport, setError);
  }, [id, tries]);
  usePage(t('report.title'));
  if (error) return <ErrorState error={error} onRetry={() => setTries(tries + 1)} />;
  if (!report) return <PageLoading />;
  const file = (part: string) => `/api/lessons/${encodeURIComponent(id)}/report.csv?part=${part}`;
  return (
    <div class={css.report}>
      <h1>{t('report.title')}</h1>
      <p>
        {t('report.figures', {
          here: report.here,
          expected: report.expected,
          comments: report.danmaku_count,
        })}
      </p>
      {me.value && isStaff(me.value) && (
        <p class={css.files}>
          <a href={file('attendance')}>{t('report.attendance_csv')}</a>
          <a href={file('answers')}>{t('report.answers_csv')}</a>
        </p>
      )}
      <h2>{t('report.attendance')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report.name')}</th>
            <th scope="col">{t('report.state')}</th>
            <th scope="col">{t('report.minutes')}</th>
          </tr>
        </thead>
        <tbody>
          {report.attendance.map((row) => (
            <tr key={row.person}>
              <th scope="row">{row.name}</th>
              <td>{t(`report.${row.state}`)}</td>
              <td class="figures">{row.minutes}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.activities.map((one) => (
        <section key={one.activity}>
          <h2>{one.prompt?.stem ?? one.stem}</h2>
          <p>{t('report.answered', { count: one.answered })}</p>
          <ul>
            {one.counts.map(({ choice, people }) => (
              <li key={choice}>
                {one.prompt?.choices.find((c) => c.id === choice)?.text ?? choice}
                <span class="figures">{people}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
