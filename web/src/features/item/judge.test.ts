import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Answer, type Judgement, judge, type Key, type Prompt } from './judge.ts';

interface Case extends Partial<Judgement> {
  question: string;
  answer: Answer & { repeat?: number };
  error?: string;
}
interface Golden {
  questions: Record<string, { prompt: Prompt; key?: Key }>;
  cases: Case[];
}

const path = '../docs/protocol/golden/item.json';
const golden: Golden = JSON.parse(readFileSync(path, 'utf8'));

test.each(golden.cases.map((one, n) => ({ n, one })))('golden case $n is judged', ({ one }) => {
  const { question, answer, error, ...expected } = one;
  const asked = golden.questions[question];
  if (!asked) throw new Error(`no question ${question}`);
  const given =
    answer.kind === 'text' ? { ...answer, text: answer.text.repeat(answer.repeat ?? 1) } : answer;
  const judged = judge(asked.prompt, asked.key, given);
  if (error) expect(judged).toBe(error);
  else expect(judged).toMatchObject(expected);
});
