import { expect, test } from 'vitest';
import { type Circumstances, type Verdict, verdictOf } from './verdict.ts';
import type { ActivityView, QuizView } from './wire.ts';

const QUIZ: QuizView = {
  kind: 'quiz',
  activity: '1',
  prompt: {
    kind: 'single',
    stem: '?',
    choices: [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ],
    points: 1,
  },
  grace_ms: 0,
  opened_ms: 0,
  is_open: true,
  is_shown: false,
  answered: 0,
};
const CALM: Circumstances = {
  isWaiting: false,
  isOnline: true,
  isDurable: true,
  isTimeUp: false,
  isHandedIn: false,
};
const MINE = { mine: { kind: 'choices' as const, choices: ['b'] } };
const OVER = { is_open: false };
const SHOWN = { is_open: false, is_shown: true };
const key = (id: string) => ({ key: { kind: 'choices' as const, choices: [id] } });

const CASES: [string, Partial<QuizView>, Partial<Circumstances>, Verdict | null][] = [
  ['open and untouched', {}, {}, null],
  ['on its way', {}, { isWaiting: true }, 'sending'],
  ['no network', {}, { isWaiting: true, isOnline: false }, 'waits_online'],
  ['the server cannot keep it now', {}, { isWaiting: true, isDurable: false }, 'waits_server'],
  ['a change of an answer is on its way', MINE, { isWaiting: true }, 'sending'],
  ['kept', MINE, {}, 'kept'],
  ['kept though late', { ...MINE, mine_late_by_network: true }, {}, 'late'],
  [
    'handed in at the end',
    { ...MINE, mine_late_by_network: true },
    { isHandedIn: true },
    'handed_in',
  ],
  ['time is up here, not yet closed', {}, { isTimeUp: true }, 'time_up'],
  ['closed without an answer', OVER, {}, 'missed'],
  ['closed, the result is to come', { ...OVER, ...MINE }, {}, 'kept'],
  ['shown and right', { ...SHOWN, ...MINE, ...key('b') }, {}, 'right'],
  ['shown and wrong', { ...SHOWN, ...MINE, ...key('a') }, {}, 'wrong'],
  ['shown without a key', { ...SHOWN, ...MINE }, {}, 'shown'],
  ['shown without an answer', { ...SHOWN, ...key('a') }, {}, 'missed'],
];

test.each(CASES)('%s', (_, view, now, expected) => {
  expect(verdictOf({ ...QUIZ, ...view } as ActivityView, { ...CALM, ...now })).toBe(expected);
});

test('a vote is in, and of an anonymous one nobody is told which it was', () => {
  const poll = { ...QUIZ, kind: 'poll', stem: '?', choices: [], multiple: false, voted: true };
  const verdict = (anonymous: boolean) => verdictOf({ ...poll, anonymous } as ActivityView, CALM);
  expect(verdict(false)).toBe('kept');
  expect(verdict(true)).toBe('kept_secret');
});
