import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import texts from '~/texts/zh-CN/lessons.json';
import { LessonRow } from './LessonRow.tsx';

let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'lessons', texts);
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

async function row(rest: Partial<Lesson>, inMinutes: number) {
  const lesson = {
    id: 'l1',
    title: '光的折射',
    course: { id: 'k1', title: '物理' },
    state: 'planned',
    starts_at: new Date(Date.now() + inMinutes * 60_000).toISOString(),
    minutes: 45,
    audience: [],
    my_role: 'staff',
    ...rest,
  } as unknown as Lesson;
  await act(() => render(<LessonRow lesson={lesson} />, root));
  const look = (name: string) =>
    /(primary|plain|quiet)/.exec(
      [...root.querySelectorAll('a')].find((one) => one.textContent === name)?.className ?? '',
    )?.[1];
  return { look, text: root.textContent ?? '' };
}

test('long before a lesson preparing stands out, and entering does once it is on', async () => {
  const ahead = await row({}, 24 * 60);
  expect([ahead.look(texts.prepare), ahead.look(texts.enter)]).toEqual(['plain', 'quiet']);
  const due = await row({}, 10);
  expect([due.look(texts.prepare), due.look(texts.enter)]).toEqual(['plain', 'plain']);
  const open = await row({ state: 'open' }, -5);
  expect([open.look(texts.prepare), open.look(texts.enter)]).toEqual(['plain', 'primary']);
  expect(open.text).toContain(texts.open);
});

test('a lesson that is over leads to replay and report, one that was not held says so', async () => {
  const over = await row({ state: 'closed' }, -90);
  expect([over.look(texts.replay), over.look(texts.report)]).toEqual(['plain', 'quiet']);
  expect(over.look(texts.enter)).toBeUndefined();
  expect((await row({}, -90)).text).toContain(texts.missed);
});

test('a learner is offered nothing to prepare', async () => {
  const learner = await row({ my_role: 'learner' }, 24 * 60);
  expect([learner.look(texts.prepare), learner.look(texts.edit)]).toEqual([undefined, undefined]);
  expect(learner.look(texts.enter)).toBe('quiet');
});
