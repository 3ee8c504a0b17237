import { expect, test } from 'vitest';
import type { LateAnswer } from '~/api/shapes.ts';
import type { Waiting } from '~/lib/outbox.ts';
import { askedAt } from './AtMoment.tsx';
import { lateOf, takesLate } from './late.ts';
import type { Asked } from './story.ts';

const asked: Asked = {
  activity: 'q',
  at_ms: 60_000,
  kind: 'single',
  stem: '2 + 2',
  choices: [
    { id: 'a', text: '4' },
    { id: 'b', text: '5' },
  ],
  answered: 3,
  key: { kind: 'choices', choices: ['a'] },
};
const sent = (more: object = {}) =>
  ({
    id: 'w',
    body: { activity: 'q', answer: { kind: 'choices', choices: ['b'] } },
    ...more,
  }) as Waiting;
const learner = { state: 'closed', my_role: 'learner' } as const;

test('who missed a question may answer it once the lesson is over', () => {
  expect(takesLate(asked, learner)).toBe(true);
  expect(takesLate(asked, { ...learner, state: 'open' })).toBe(false);
  expect(takesLate(asked, { ...learner, my_role: 'staff' })).toBe(false);
  expect(takesLate({ ...asked, isAnonymous: true }, learner)).toBe(false);
  expect(takesLate({ ...asked, mine: ['a'] }, learner)).toBe(false);
});

test('an answer that waits is judged by what the class was told, and the server has the last word', () => {
  expect(lateOf(asked, [], [])).toBeNull();
  expect(lateOf(asked, [], [sent()])).toMatchObject({ state: 'waiting', told: { right: false } });
  const { key, ...untold } = asked;
  expect(key).toBeDefined();
  expect(lateOf(untold, [], [sent()])).toMatchObject({ state: 'waiting', told: { right: null } });
  expect(lateOf(asked, [], [sent({ refused: 'late_answer.already' })])).toEqual({
    state: 'refused',
    id: 'w',
    code: 'late_answer.already',
  });
  const kept = { activity: 'q', right: true } as LateAnswer;
  expect(lateOf(asked, [kept], [sent()])).toEqual({ state: 'kept', told: kept });
});

test('a question is offered at its moment and a little after', () => {
  const open = { isOpen: () => true };
  expect(askedAt([asked], open, 59_000)).toBeNull();
  expect(askedAt([asked], open, 61_000)).toBe(asked);
  expect(askedAt([asked], open, 95_000)).toBeNull();
  expect(askedAt([asked], { isOpen: () => false }, 61_000)).toBeNull();
});
