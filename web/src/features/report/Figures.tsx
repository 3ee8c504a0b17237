import { t } from '~/lib/i18n.ts';
import css from './report.module.css';
import type { Report } from './shapes.ts';
import { afterCounts, lessonRightShare, ownPoints } from './summary.ts';

interface Figure {
  name: string;
  value: string;
  of?: string;
  /** What the figure leaves out. */
  note?: string;
}

/** The lesson in figures: the class's for staff, one's own for a learner. */
export function Figures({ report, isStaff }: { report: Report; isStaff: boolean }) {
  const figures = isStaff ? ofClass(report) : ofOne(report);
  return (
    <dl class={css.figures}>
      {figures.map((one) => (
        <div key={one.name}>
          <dt>{one.name}</dt>
          <dd class="figures">
            {one.value}
            {one.of && <small>{one.of}</small>}
          </dd>
          {one.note && <dd class={css.figureNote}>{one.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

function share(name: string, report: Report): Figure[] {
  const right = lessonRightShare(report);
  return right === null ? [] : [{ name, value: `${Math.round(right * 100)}`, of: '%' }];
}

/** What was answered after the lesson, which is in no other figure. */
function after(report: Report): Figure[] {
  const value = [...afterCounts(report).values()].reduce((sum, count) => sum + count, 0);
  return value > 0 ? [{ name: t('report.after_answers'), value: `${value}` }] : [];
}

function ofClass(report: Report): Figure[] {
  return [
    { name: t('report.here'), value: `${report.here}`, of: `/${report.expected}` },
    ...share(t('report.right_share'), report),
    { name: t('report.questions'), value: `${report.activities.length}` },
    ...after(report),
    { name: t('report.comments'), value: `${report.danmaku_count}` },
    { name: t('report.hands'), value: `${report.hands}` },
  ];
}

function ofOne(report: Report): Figure[] {
  const own = report.attendance[0];
  // A learner's report holds no others; who raised a hand is not counted singly.
  const said = report.danmaku_by_person.find((one) => one.person === own?.person);
  return [
    ...(own ? [{ name: t('report.my_state'), value: t(`report.${own.state}`) }] : []),
    ...share(t('report.my_right_share'), report),
    ...points(report),
    { name: t('report.questions'), value: `${report.activities.length}` },
    ...after(report),
    { name: t('report.my_comments'), value: `${said?.count ?? 0}` },
  ];
}

/** A result that the class was not told is in no score: it would look like a wrong answer. */
function points(report: Report): Figure[] {
  const { points, most, unpublished } = ownPoints(report);
  if (most === 0 && unpublished === 0) return [];
  const score = most > 0 ? { value: `${points}`, of: `/${most}` } : { value: '—' };
  const note = unpublished > 0 && t('report.unpublished', { count: unpublished });
  return [{ name: t('report.my_points'), ...score, ...(note && { note }) }];
}
