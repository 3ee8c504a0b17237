// What the report's tables show, worked out from the report; no words of any language here.
import { letterOf } from '~/features/item/choices.ts';
import type { Answer } from '~/features/item/judge.ts';
import { rightShare } from '~/features/item/right.ts';
import type { ActivityReport, AttendanceRow, AttendanceState, Report } from './shapes.ts';

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
export function answerMark(one: ActivityReport, answer: Answer): string {
  switch (answer.kind) {
    case 'choices': {
      const all = options(one).map((choice) => choice.id);
      const marks = answer.choices.map((id) => letterOf(all.indexOf(id))).filter(Boolean);
      return marks.sort().join('');
    }
    case 'truth':
      return answer.value ? '✓' : '✗';
    case 'text':
      return answer.text;
  }
}

export interface LearnerRow extends AttendanceRow {
  danmaku: number;
  /** How many questions the learner answered. */
  answered: number;
  right: number;
  judged: number;
  points: number;
  /** By activity; null for each not answered. */
  answers: (ActivityReport['answers'][number] | null)[];
}

/** Each learner's whole lesson, in the roster's order. */
export function learners(report: Report): LearnerRow[] {
  const said = new Map(report.danmaku_by_person.map((row) => [row.person, row.count]));
  const given = report.activities.map(
    (one) => new Map(one.answers.map((row) => [row.person, row])),
  );
  return report.attendance.map((row) => {
    const answers = given.map((rows) => rows.get(row.person) ?? null);
    const judged = answers.filter((one) => one?.right != null);
    return {
      ...row,
      danmaku: said.get(row.person) ?? 0,
      answered: answers.filter(Boolean).length,
      right: judged.filter((one) => one?.right).length,
      judged: judged.length,
      points: judged.reduce((sum, one) => sum + (one?.points ?? 0), 0),
      answers,
    };
  });
}
