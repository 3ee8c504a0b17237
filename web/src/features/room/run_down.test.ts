import { expect, test } from 'vitest';
import type { PreparedQuestion } from '~/api/shapes.ts';
import { runDown } from './run_down.ts';
import type { ActivityView } from './wire.ts';

const prepared = (id: string, stem: string): PreparedQuestion => ({
  id,
  position: 1,
  question: { prompt: { kind: 'true_false', stem, choices: [], points: 1 } },
});
const quiz = (stem: string, is_open: boolean, is_shown: boolean): ActivityView => ({
  kind: 'quiz',
  activity: stem,
  prompt: { kind: 'true_false', stem, choices: [], points: 1 },
  grace_ms: 3000,
  opened_ms: 0,
  is_open,
  is_shown,
  answered: 0,
});

test('a prepared question waits until it was asked, and only then', () => {
  const plan = [prepared('1', 'a'), prepared('2', 'b')];
  expect(runDown(plan, []).waiting.map((one) => one.id)).toEqual(['1', '2']);
  expect(runDown(plan, [quiz('a', true, false)]).waiting.map((one) => one.id)).toEqual(['2']);
});

test('a prepared question asked as a poll waits no longer', () => {
  const poll: ActivityView = {
    kind: 'poll',
    activity: '1',
    stem: 'a',
    choices: [],
    multiple: false,
    anonymous: false,
    opened_ms: 0,
    is_open: true,
    is_shown: false,
    voted: false,
    answered: 0,
  };
  const plan = [prepared('1', 'a'), prepared('2', 'b')];
  expect(runDown(plan, [poll]).waiting.map((one) => one.id)).toEqual(['2']);
});

test('the same question prepared twice is asked twice', () => {
  const plan = [prepared('1', 'a'), prepared('2', 'a')];
  expect(runDown(plan, [quiz('a', false, true)]).waiting.map((one) => one.id)).toEqual(['2']);
});

test('a stopped question stays in front until it is shown or the next one comes', () => {
  const stopped = quiz('a', false, false);
  expect(runDown([], [stopped]).running).toEqual([stopped]);
  const next = quiz('b', true, false);
  expect(runDown([], [stopped, next])).toMatchObject({ running: [next], done: [stopped] });
  expect(runDown([], [quiz('a', false, true)]).running).toEqual([]);
});
