import { expect, test } from 'vitest';
import { rightShare } from '~/features/item/right.ts';
import type { AttendanceRow, PollReport, QuizReport, Report } from './shapes.ts';
import {
  afterCounts,
  answerMark,
  byClass,
  learners,
  lessonRightShare,
  options,
  ownPoints,
} from './summary.ts';

const row = (person: string, of: string, state: AttendanceRow['state']): AttendanceRow => ({
  person,
  name: person,
  class: of,
  minutes: state === 'absent' ? 0 : 40,
  state,
});
const base = { at_ms: 0, stem: 's', answered: 0, is_shown: true, answers: [] };
const quiz: QuizReport = {
  ...base,
  kind: 'quiz',
  activity: 'q',
  prompt: {
    stem: 's',
    kind: 'multiple',
    choices: ['x', 'y', 'z'].map((id) => ({ id, text: id })),
    points: 1,
  },
  key: { kind: 'choices', choices: ['x', 'z'] },
  answers: [
    {
      person: 'a',
      name: 'a',
      answer: { kind: 'choices', choices: ['z', 'x'] },
      right: true,
      points: 1,
      late_by_network: false,
    },
    {
      person: 'b',
      name: 'b',
      answer: { kind: 'choices', choices: ['y'] },
      right: false,
      points: 0,
      late_by_network: true,
    },
  ],
};
const poll: PollReport = {
  ...base,
  kind: 'poll',
  activity: 'p',
  choices: [],
  multiple: false,
  anonymous: true,
  answers: [{ person: 'a', name: 'a', points: 0, late_by_network: false }],
};
const report: Report = {
  duration_ms: 1,
  expected: 3,
  here: 2,
  attendance: [row('a', '1', 'present'), row('b', '2', 'late'), row('c', '1', 'absent')],
  danmaku_count: 2,
  danmaku_by_person: [{ person: 'a', name: 'a', count: 2 }],
  hands: 0,
  activities: [quiz, poll],
};

test('attendance is grouped by class, those who need a look first', () => {
  const groups = byClass(report.attendance);
  expect(groups.map((group) => group.class)).toEqual(['1', '2']);
  expect(groups[0]?.rows.map((one) => one.person)).toEqual(['c', 'a']);
  expect(groups[0]?.counts).toEqual({ present: 1, late: 0, left_early: 0, absent: 1 });
});

test('each learner has an answer or a gap per question', () => {
  const [a, b, c] = learners(report);
  expect(a).toMatchObject({ danmaku: 2, right: 1, judged: 1 });
  expect(b).toMatchObject({ danmaku: 0, right: 0, judged: 1 });
  expect(c?.answers).toEqual([null, null]);
});

test('shares count what was judged, and an anonymous vote has no share', () => {
  expect(rightShare(quiz.answers)).toBe(0.5);
  expect(rightShare(poll.answers)).toBeNull();
  expect(lessonRightShare(report)).toBe(0.5);
  expect(lessonRightShare({ ...report, activities: [poll] })).toBeNull();
});

test('answers are marked as on an answer sheet', () => {
  expect(answerMark(quiz, { kind: 'choices', choices: ['z', 'x'] })).toBe('AC');
  expect(answerMark(quiz, { kind: 'text', text: '九十' })).toBe('九十');
});

test('a short text shows what was written, most first', () => {
  const counts = [
    { choice: '45', people: 1 },
    { choice: '90', people: 3 },
  ];
  const text: QuizReport = {
    ...quiz,
    counts,
    prompt: { stem: 's', kind: 'short_text', choices: [], points: 1 },
  };
  expect(options(text).map((one) => one.id)).toEqual(['90', '45']);
});

const c = { ...quiz.answers[0], person: 'c', name: 'c', points: 1, late_by_network: false };
const later: Report = {
  ...report,
  activities: [{ ...quiz, late: [c, { ...c, person: 'd', name: 'd', right: false }] }, poll],
};

test('what was answered after the lesson stands beside it and in no figure', () => {
  const rows = learners(later);
  expect(rows.map((one) => one.person)).toEqual(['a', 'b', 'c', 'd']);
  expect(rows[2]).toMatchObject({
    right: 0,
    judged: 0,
    points: 0,
    answers: [{ isAfter: true }, null],
  });
  expect(rows[0]).toMatchObject({ right: 1, judged: 1, answers: [{ isAfter: false }, {}] });
  expect(rows[3]).toMatchObject({ class: null });
  expect(lessonRightShare(later)).toBe(0.5);
  expect([...afterCounts(later)]).toEqual([
    ['c', 1],
    ['d', 1],
  ]);
});

test('a result that was not published is in no score', () => {
  const hidden = { ...quiz, is_shown: false, answers: [] };
  expect(ownPoints({ ...report, activities: [quiz, hidden, poll] })).toEqual({
    points: 1,
    most: 1,
    unpublished: 1,
  });
});
