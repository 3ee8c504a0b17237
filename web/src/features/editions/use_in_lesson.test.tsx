import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { type ComponentChild, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import editions from '~/texts/zh-CN/editions.json';
import { CreditOf } from './CreditOf.tsx';
import { UseInLesson } from './UseInLesson.tsx';

const lesson = (id: string, more: object = {}) =>
  ({
    id,
    title: `课 ${id}`,
    my_role: 'staff',
    state: 'planned',
    starts_at: '2026-11-28T00:00:00Z',
    course: { id: 'c', title: '物理' },
    school: { id: 's', name: '明德中学' },
    teachers: [],
    minutes: 45,
    audience: [],
    ...more,
  }) as unknown as Lesson;

const sent: string[] = [];
const credit = { title: '折射', teachers: ['陈静'], school: '明德中学' };
const answers: Record<string, unknown> = {
  '/api/lessons': { items: [lesson('1'), lesson('2', { my_role: 'learner' })] },
  '/api/lessons/1/edition': { edition: 'e', title: '我的课', credit, parts: [] },
};

let root: HTMLElement;
beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'editions', editions);
  sent.length = 0;
  vi.stubGlobal('fetch', async (input: string | Request, init?: RequestInit) => {
    const request = typeof input === 'string' ? null : input;
    const path = new URL(request?.url ?? String(input), location.href).pathname;
    const body = init?.body ?? (await request?.text()) ?? '';
    sent.push(`${init?.method ?? request?.method ?? 'GET'} ${path} ${body}`.trim());
    return new Response(JSON.stringify(answers[path] ?? {}), {
      headers: { 'content-type': 'application/json' },
    });
  });
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(async () => {
  await act(() => render(null, root));
  root.remove();
  vi.unstubAllGlobals();
});

async function show(of: ComponentChild) {
  const client = new QueryClient();
  await act(() => render(<QueryClientProvider client={client}>{of}</QueryClientProvider>, root));
}

test('an edition is put to a planned lesson of one’s own, or to a new one', async () => {
  await show(<UseInLesson edition="e" title="我的课" />);
  await act(() => root.querySelector('button')?.click());
  await vi.waitFor(() => expect(root.textContent).toContain('课 1'));
  expect(root.textContent).not.toContain('课 2');
  const links = [...root.querySelectorAll('a')].map((one) => one.getAttribute('href'));
  expect(links).toContain('/lessons/new?edition=e');
  const use = root.querySelector<HTMLElement>('button[aria-label="用在《课 1》"]');
  await act(() => use?.click());
  await vi.waitFor(() => expect(sent).toContain('PUT /api/lessons/1/edition {"edition":"e"}'));
  await vi.waitFor(() => expect(location.pathname).toBe('/lessons/1/prepare'));
});

test('who looks at the report of a lesson that played one finds it, once the lesson is over', async () => {
  const over = lesson('1', {
    my_role: 'learner',
    state: 'closed',
    audience: [{ form: 'recorded' }],
  });
  await show(<CreditOf lesson={over} />);
  await vi.waitFor(() => expect(root.querySelector('a')?.textContent).toBe('自己看一遍'));
  expect(root.querySelector('a')?.getAttribute('href')).toBe('/editions/e');
  await show(<CreditOf key="open" lesson={{ ...over, state: 'open' }} />);
  await vi.waitFor(() => expect(root.textContent).toContain('陈静'));
  expect(root.querySelector('a')).toBeNull();
});
