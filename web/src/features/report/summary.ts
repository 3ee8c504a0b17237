// What the report's tables show, worked out from the report; no words of any language here.
import { letterOf } from '~/features/item/choices.ts';
import type { Answer } from '~/features/item/judge.ts';
import { rightShare } from '~/features/item/right.ts';
import type {
  ActivityReport,
  AnswerRow,
  AttendanceRow,
  AttendanceState,
  Report,
} from './shapes.ts';

/** Those who need a look first: absent, late, left early, present. */
const ORDER: AttendanceState[] = ['absent', 'late', 'left_early', 'present'];

export interface ClassAttendance {
  /** Absent for learners who have left every class of the lesson. */
  class: string | null;
  rows: AttendanceRow[];
  counts: Record<AttendanceState, number>;
}

/** Attendance by class, in the report's order of classes, those who need a look first. */
export function byClass(rows: AttendanceRow[]): ClassAttendance[] {
  const groups = new Map<string | null, AttendanceRow[]>();
  for (const row of rows) {
    const key = row.class ?? null;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, members]) => {
    const counts = { present: 0, late: 0, left_early: 0, absent: 0 };
    for (const row of members) counts[row.state] += 1;
    const place = (row: AttendanceRow) => ORDER.indexOf(row.state);
    return { class: key, rows: [...members].sort((a, b) => place(a) - place(b)), counts };
  });
}

/** The whole lesson's share of right answers; null when nothing was judged. */
export function lessonRightShare(report: Report): number | null {
  return rightShare(report.activities.flatMap((one) => one.answers));
}

/** What all its quizzes together give to whoever answers each of them rightly. */
export function pointsMax(report: Report): number {
  return report.activities.reduce(
    (sum, one) => sum + (one.kind === 'quiz' ? one.prompt.points : 0),
    0,
  );
}

export interface OwnPoints {
  points: number;
  most: number;
  /** Quizzes whose result the class was not told; they are in neither figure. */
  unpublished: number;
}

/** What the quizzes gave in a learner's own report, as far as their results were published. */
export function ownPoints(report: Report): OwnPoints {
  const sum: OwnPoints = { points: 0, most: 0, unpublished: 0 };
  for (const one of report.activities) {
    if (one.kind !== 'quiz') continue;
    if (one.is_shown) {
      sum.most += one.prompt.points;
      sum.points += one.answers[0]?.points ?? 0;
    } else sum.unpublished += 1;
  }
  return sum;
}

/** How many questions each person answered after the lesson. */
export function afterCounts(report: Report): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { person } of report.activities.flatMap((one) => one.late ?? [])) {
    counts.set(person, (counts.get(person) ?? 0) + 1);
  }
  return counts;
}

export interface Option {
  id: string;
  /** The teacher's words; absent for true and false, which each language words itself. */
  text?: string;
}

/** What could be, or was, answered, in the order to show it. */
export function options(one: ActivityReport): Option[] {
  if (one.kind === 'poll') return one.choices;
  if (one.prompt.kind === 'true_false') return [{ id: 'true' }, { id: 'false' }];
  if (one.prompt.choices.length > 0) return one.prompt.choices;
  const counted = [...(one.counts ?? [])].sort((a, b) => b.people - a.people);
  return counted.map(({ choice }) => ({ id: choice, text: choice }));
}

/** An answer as short as a table's cell: letters for choices, the text itself else. */
export function answerMark(
  one: ActivityReport,
  answer: Exclude<Answer, { kind: 'truth' }>,
): string {
  if (answer.kind === 'text') return answer.text;
  const all = options(one).map((choice) => choice.id);
  const marks = answer.choices.map((id) => letterOf(all.indexOf(id))).filter(Boolean);
  return marks.sort().join('');
}

export interface Given extends AnswerRow {
  /** Whether it was given after the lesson; it is in no figure then. */
  isAfter: boolean;
}

export interface LearnerRow extends Pick<AttendanceRow, 'person' | 'name' | 'class'> {
  danmaku: number;
  right: number;
  judged: number;
  points: number;
  /** By activity; null for each not answered. */
  answers: (Given | null)[];
}

/** Each learner's whole lesson, in the roster's order; then those who only answered after it. */
export function learners(report: Report): LearnerRow[] {
  const said = new Map(report.danmaku_by_person.map((row) => [row.person, row.count]));
  const given = report.activities.map((one) => {
    const rows = (one.late ?? []).map((row): [string, Given] => [
      row.person,
      { ...row, isAfter: true },
    ]);
    // What was answered in class stands.
    for (const row of one.answers) rows.push([row.person, { ...row, isAfter: false }]);
    return new Map(rows);
  });
  const people = new Map<string, Pick<LearnerRow, 'person' | 'name' | 'class'>>();
  for (const row of report.attendance) people.set(row.person, row);
  for (const { person, name } of report.activities.flatMap((one) => one.late ?? [])) {
    if (!people.has(person)) people.set(person, { person, name, class: null });
  }
  return [...people.values()].map(({ person, name, class: of = null }) => {
    const answers = given.map((rows) => rows.get(person) ?? null);
    const judged = answers.filter((one) => one?.right != null && !one.isAfter);
    return {
      person,
      name,
      class: of,
      danmaku: said.get(person) ?? 0,
      right: judged.filter((one) => one?.right).length,
      judged: judged.length,
      points: judged.reduce((sum, one) => sum + (one?.points ?? 0), 0),
      answers,
    };
  });
}
