import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { loadTexts } from '~/lib/i18n.ts';
import { Attendance } from './Attendance.tsx';
import { Figures } from './Figures.tsx';
import { Learners } from './Learners.tsx';
import { Questions } from './Questions.tsx';
import type { AnswerRow, QuizReport, Report } from './shapes.ts';

const lesson = { id: 'l', audience: [] } as unknown as Lesson;
const given = (person: string, value: boolean, right: boolean | null): AnswerRow => ({
  person,
  name: person,
  answer: { kind: 'truth', value },
  right,
  points: right ? 1 : 0,
  late_by_network: false,
});
const quiz: QuizReport = {
  kind: 'quiz',
  activity: 'q',
  at_ms: 0,
  stem: '光线会拐弯',
  prompt: { stem: '光线会拐弯', kind: 'true_false', choices: [], points: 1 },
  key: { kind: 'truth', value: false },
  is_shown: true,
  answered: 0,
  counts: [],
  answers: [],
  late: [given('李小雨', false, true)],
};
const report: Report = {
  duration_ms: 1,
  expected: 1,
  here: 1,
  attendance: [{ person: '李小雨', name: '李小雨', minutes: 9, state: 'present' }],
  danmaku_count: 0,
  danmaku_by_person: [],
  hands: 0,
  activities: [quiz],
};
/** As a learner is told of a question whose result the class was not. */
const untold: Report = {
  ...report,
  activities: [
    {
      ...quiz,
      is_shown: false,
      key: null,
      counts: null,
      answers: [given('李小雨', false, null)],
      late: [],
    },
  ],
};

const box = document.createElement('div');
document.body.append(box);
afterEach(() => act(() => render(null, box)));

async function shown(of: preact.ComponentChild): Promise<string> {
  await loadTexts('report');
  await act(() => render(of, box));
  return box.textContent ?? '';
}

test('an answer given after the lesson shows in every part of the class report', async () => {
  const staff = { report, lesson, isStaff: true };
  const questions = await shown(<Questions {...staff} lesson="l" />);
  expect(questions).toContain('0/1 人作答');
  expect(questions).toContain('课后补答 1 人，答对 1 人');
  expect(questions).not.toContain('结果未公布');
  expect(await shown(<Attendance {...staff} />)).toContain('课后补答 1 题');
  const learners = await shown(<Learners {...staff} />);
  expect(learners).toContain('课后 · 错 ✓');
  expect(learners).not.toContain('没有作答');
  expect(await shown(<Figures {...staff} />)).toContain('课后补答1');
});

test('a learner reads his late answer in his own report, and that it is no score', async () => {
  const own = { report, lesson: 'l', isStaff: false };
  const questions = await shown(<Questions {...own} />);
  expect(questions).toContain('课后补答 我的答案：错。 正确');
  expect(questions).not.toContain('没有作答');
  expect(await shown(<Figures {...own} />)).toContain('我的得分0/1');
});

test('an answer whose result was not published is no wrong answer', async () => {
  const figures = await shown(<Figures report={untold} isStaff={false} />);
  expect(figures).toContain('我的得分—1 题还没公布结果，不计入');
  const questions = await shown(<Questions report={untold} lesson="l" isStaff={false} />);
  expect(questions).toContain('我的答案：错。 老师没有公布结果。');
  expect(questions).not.toContain('✗');
});
