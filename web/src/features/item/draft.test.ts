import { expect, test } from 'vitest';
import { draftOfQuestion, emptyQuestion, fault, questionOf, questionShape } from './draft.ts';

test('a claim is neither true nor false until somebody says so', () => {
  const claim = { ...emptyQuestion('true_false'), stem: '1 + 1 = 3' };
  expect(fault(claim)).toBe('key');
  const said = { ...claim, truth: 'false' as const };
  expect(fault(said)).toBeNull();
  const question = questionOf(said);
  expect(question.key).toEqual({ kind: 'truth', value: false });
  const prepared = { id: '1', position: 1, question, limit_ms: null };
  expect(draftOfQuestion(prepared).truth).toBe('false');
});

test('a claim kept by an earlier release is to be decided anew', () => {
  expect(questionShape({ ...emptyQuestion('true_false'), truth: true })?.truth).toBe('');
});
