import { useMemo, useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { useSettled } from '~/lib/settled.ts';
import { Button } from '~/ui/Button.tsx';
import { EmptyState } from '~/ui/EmptyState.tsx';
import { Field } from '~/ui/Field.tsx';
import page from '~/ui/Page.module.css';
import { useFound } from '~/ui/use_found.ts';
import { classOf } from './Attendance.tsx';
import css from './report.module.css';
import type { ActivityReport, Report } from './shapes.ts';
import { type LearnerRow, learners, pointsMax } from './summary.ts';
import { answerText } from './words.ts';

const PAGE_ROWS = 60;

/** Each learner's answers in one table: a row a learner, a column a question. */
export function Learners({ report, lesson }: { report: Report; lesson: Lesson }) {
  const [search, setSearch] = useState('');
  const [most, setMost] = useState(PAGE_ROWS);
  const rows = useMemo(() => learners(report), [report]);
  const wanted = useSettled(search.trim().toLocaleLowerCase());
  const found = wanted ? rows.filter((row) => row.name.toLocaleLowerCase().includes(wanted)) : rows;
  useFound({ count: wanted ? found.length : null });
  if (rows.length === 0) {
    return <EmptyState drawing="people" title={t('report.nobody')} text="" />;
  }
  const shown = found.slice(0, most);
  return (
    <div class={css.groups}>
      <div class={css.search} data-noprint>
        <Field label={t('report.search')} type="search" value={search} onValue={setSearch} />
      </div>
      {/* A wide table scrolls by itself, and must be reachable by keyboard to do so. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region needs the focus. */}
      <section class={page.scroll} tabIndex={0} aria-label={t('report.learners')}>
        <table class={`${page.table} ${css.matrix}`}>
          <thead>
            <tr>
              <th scope="col">{t('report.name')}</th>
              <th scope="col">{t('report.class')}</th>
              <th scope="col" class={css.number}>
                {t('report.right_count')}
              </th>
              <th scope="col" class={css.number}>
                {t('report.points_of', { count: pointsMax(report) })}
              </th>
              {report.activities.map((one, n) => (
                <th key={one.activity} scope="col" title={one.stem} class={css.cell}>
                  {n + 1}
                  <span class="visually-hidden">{one.stem}</span>
                </th>
              ))}
              <th scope="col" class={css.number}>
                {t('report.comments')}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Learner
                key={row.person}
                row={row}
                report={report}
                of={classOf(lesson, row.class ?? null)}
              />
            ))}
          </tbody>
        </table>
      </section>
      {rows.some((row) => row.answers.some((one) => one?.isAfter)) && (
        <p class={page.soft}>{t('report.after_note')}</p>
      )}
      {found.length === 0 && <p class={page.soft}>{t('report.none_found')}</p>}
      {shown.length < found.length && (
        <p class={css.more} data-noprint>
          <Button onClick={() => setMost(most + PAGE_ROWS)}>
            {t('report.show_more', { count: found.length - shown.length })}
          </Button>
        </p>
      )}
    </div>
  );
}

function Learner({ row, report, of }: { row: LearnerRow; report: Report; of: string }) {
  return (
    <tr>
      <th scope="row">{row.name}</th>
      <td>{of}</td>
      <td class={`figures ${css.number}`}>{row.judged > 0 ? `${row.right}/${row.judged}` : '—'}</td>
      <td class={`figures ${css.number}`}>{row.judged > 0 ? row.points : '—'}</td>
      {report.activities.map((one, n) => (
        <AnswerCell key={one.activity} one={one} given={row.answers[n] ?? null} />
      ))}
      <td class={`figures ${css.number}`}>{row.danmaku}</td>
    </tr>
  );
}

function AnswerCell(props: { one: ActivityReport; given: LearnerRow['answers'][number] }) {
  const { one, given } = props;
  if (!given) {
    return (
      <td class={css.cell} data-none>
        <span aria-hidden="true">·</span>
        <span class="visually-hidden">{t('report.not_answered')}</span>
      </td>
    );
  }
  const right = given.right ?? null;
  return (
    <td class={css.cell} data-right={right === null ? undefined : right}>
      {given.isAfter && <small>{t('report.after')} · </small>}
      {given.answer ? answerText(one, given.answer) : t('report.voted')}
      {right !== null && (
        <>
          <span aria-hidden="true"> {right ? '✓' : '✗'}</span>
          <span class="visually-hidden">{t(right ? 'report.right' : 'report.wrong')}</span>
        </>
      )}
      {given.late_by_network && <small title={t('report.late_by_network')}> *</small>}
    </td>
  );
}
