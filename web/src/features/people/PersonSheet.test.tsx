import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Person, School } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import people from '~/texts/zh-CN/people.json';
import problems from '~/texts/zh-CN/problems.json';
import { PersonSheet, stepsFor } from './PersonSheet.tsx';

const one = { id: 'c1', name: '高一（1）班', learners: 2 };
const two = { id: 'c2', name: '高一（2）班', learners: 2 };
const school: School = { id: 's1', name: '明德中学', region: 'r1', classes: [one, two] };
const person: Person = {
  id: 'p1',
  name: 'lin.yue',
  display_name: '林月',
  roles: ['learner'],
  classes: [{ id: 'c1', name: one.name }],
  is_stopped: false,
};

let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'people', people);
  provideTexts('zh-CN', 'problems', problems);
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

const click = (text: string) =>
  act(() => {
    const all = [...root.querySelectorAll('button')];
    const found = all.findLast((button) => button.textContent?.includes(text));
    if (!found) throw new Error(`${text} in ${root.textContent}`);
    found.click();
  });

async function open(shown: Person): Promise<() => void> {
  const onClose = vi.fn();
  const sheet = <PersonSheet person={shown} school={school} onClose={onClose} />;
  const client = new QueryClient();
  await act(() => render(<QueryClientProvider client={client}>{sheet}</QueryClientProvider>, root));
  return onClose;
}

test('a stopped person can be resumed, and nobody stops himself', () => {
  expect(stepsFor({ ...person, is_stopped: true }, false, 2)).toEqual(['edit', 'resume']);
  expect(stepsFor(person, true, 2)).not.toContain('stop');
  expect(stepsFor(person, false, 1)).not.toContain('move');
});

test('stopping says what it will do before anything is sent', async () => {
  const fetched = vi.fn(async () => new Response('{}'));
  vi.stubGlobal('fetch', fetched);
  const onClose = await open(person);
  await click(people.step_stop);
  expect(root.textContent).toContain('正在进行的课堂也会断开');
  expect(root.textContent).toContain('报告都会保留');
  expect(fetched).not.toHaveBeenCalled();
  await click(people.step_stop);
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  const [url, request] = fetched.mock.calls[0] as unknown as [string, RequestInit];
  expect([request.method, url]).toEqual(['PUT', '/api/schools/s1/people/p1/stop']);
});

test('a name that is taken is said at its field, and what was typed stays', async () => {
  const fields = [{ field: 'name', code: 'person.name_taken' }];
  const body = JSON.stringify({ status: 409, code: 'person.name_taken', fields });
  vi.stubGlobal('fetch', async () => new Response(body, { status: 409 }));
  const onClose = await open(person);
  await click(people.step_edit);
  const input = root.querySelectorAll('input')[1] as HTMLInputElement;
  await act(() => {
    input.value = 'wang.min';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  });
  const said = await vi.waitFor(() => {
    const found = root.querySelector('[id$=-error]');
    expect(found).not.toBeNull();
    return found;
  });
  expect(said?.textContent).toContain(problems['person.name_taken']);
  expect(input.getAttribute('aria-describedby')).toContain(said?.id);
  expect(input.value).toBe('wang.min');
  expect(onClose).not.toHaveBeenCalled();
});
