import { useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { className } from '~/lib/lesson.ts';
import { clockTime } from '~/lib/when.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import { Button } from '~/ui/Button.tsx';
import { Chip, type Tone } from '~/ui/bits.tsx';
import { EmptyState } from '~/ui/EmptyState.tsx';
import page from '~/ui/Page.module.css';
import css from './report.module.css';
import type { AttendanceRow, AttendanceState, Report } from './shapes.ts';
import { afterCounts, byClass, type ClassAttendance } from './summary.ts';

const TONES: Record<AttendanceState, Tone> = {
  present: 'action',
  late: 'warn',
  left_early: 'warn',
  absent: 'mark',
};
const STATES: AttendanceState[] = ['present', 'late', 'left_early', 'absent'];
/** More rows than this wait behind a button, so that a thousand learners open at once. */
const FIRST_ROWS = 60;

/** Who came, class by class, those who need a look first. */
export function Attendance(props: { report: Report; lesson: Lesson; isStaff: boolean }) {
  const groups = byClass(props.report.attendance);
  const after = afterCounts(props.report);
  if (groups.length === 0) {
    return <EmptyState drawing="people" title={t('report.nobody')} text="" />;
  }
  return (
    <div class={css.groups}>
      {groups.map((group) => (
        <Group
          key={group.class ?? ''}
          group={group}
          name={classOf(props.lesson, group.class)}
          after={after}
          isStaff={props.isStaff}
        />
      ))}
    </div>
  );
}

/** The class of a row; its learner may have left every class of the lesson. */
export function classOf(lesson: Lesson, id: string | null): string {
  const found = lesson.audience.find((one) => one.class.id === id);
  return found ? className(lesson, found) : t('report.no_class');
}

interface GroupProps {
  group: ClassAttendance;
  name: string;
  /** How many questions each answered after the lesson. */
  after: Map<string, number>;
  isStaff: boolean;
}

function Group({ group, name, after, isStaff }: GroupProps) {
  const [all, setAll] = useState(false);
  const shown = all ? group.rows : group.rows.slice(0, FIRST_ROWS);
  const here = group.rows.length - group.counts.absent;
  return (
    <section>
      {isStaff && (
        <div class={css.groupHead}>
          <h2>{name}</h2>
          <span class="figures">{t('report.here_of', { here, expected: group.rows.length })}</span>
          <div class={css.stack} aria-hidden="true">
            {STATES.map((state) => (
              <i key={state} data-state={state} style={{ flexGrow: group.counts[state] }} />
            ))}
          </div>
        </div>
      )}
      <table class={page.table}>
        <thead>
          <tr>
            <th scope="col">{t('report.name')}</th>
            <th scope="col">{t('report.state')}</th>
            <th scope="col">{t('report.stay')}</th>
            <th scope="col" class={css.number}>
              {t('report.minutes')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.person} row={row} after={after.get(row.person) ?? 0} />
          ))}
        </tbody>
      </table>
      {shown.length < group.rows.length && (
        <p class={css.more} data-noprint>
          <Button onClick={() => setAll(true)}>
            {t('report.show_all', { count: group.rows.length })}
          </Button>
        </p>
      )}
    </section>
  );
}

function Row({ row, after }: { row: AttendanceRow; after: number }) {
  const late = row.late_ms ? Math.max(1, Math.round(row.late_ms / 60_000)) : 0;
  return (
    <tr>
      <th scope="row">
        <span class={css.person}>
          <Avatar name={row.name} size={28} />
          {row.name}
        </span>
      </th>
      <td>
        <Chip tone={TONES[row.state]}>
          {row.state === 'late' && late > 0
            ? t('report.late_by', { count: late })
            : t(`report.${row.state}`)}
        </Chip>
        {typeof row.stage_minutes === 'number' && (
          <>
            {' '}
            <Chip>{t('report.on_stage', { count: row.stage_minutes })}</Chip>
          </>
        )}
        {after > 0 && <p class={css.after}>{t('report.after_questions', { count: after })}</p>}
      </td>
      <td class="figures">
        {row.arrived_at ? clockTime(row.arrived_at) : '—'}
        {row.left_at ? ` – ${clockTime(row.left_at)}` : ''}
      </td>
      <td class={`figures ${css.number}`}>{row.minutes}</td>
    </tr>
  );
}
