import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import pack from '~/texts/zh-CN/pack.json';
import { PackPage } from './PackPage.tsx';

const lesson = { id: 'l', title: '光的折射', state: 'closed', audience: [], my_class: null };
let edition: object | null = null;

beforeEach(() => {
  provideTexts('zh-CN', 'pack', pack);
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.endsWith('/edition')) {
      return new Response(JSON.stringify(edition ?? {}), { status: edition ? 200 : 404 });
    }
    const isPacks = url.includes('/packs');
    return new Response(JSON.stringify(isPacks ? { items: [], answers: [] } : lesson));
  });
});
afterEach(() => {
  render(null, document.body);
  vi.unstubAllGlobals();
});

async function show(): Promise<string> {
  const queries = new QueryClient();
  await act(() =>
    render(
      <QueryClientProvider client={queries}>
        <PackPage params={{ id: 'l' }} />
      </QueryClientProvider>,
      document.body,
    ),
  );
  await vi.waitFor(() => expect(document.body.textContent).toContain('光的折射'));
  await act(() => new Promise((done) => setTimeout(done, 50)));
  return document.body.textContent ?? '';
}

test('who packs a lesson that played passages of another is told that they stay out', async () => {
  expect(await show()).not.toContain('片段');
  render(null, document.body);
  const passage = { part: 1, kind: 'passage', from_ms: 0, to_ms: 1_000 };
  edition = { credit: { title: '光的反射', teachers: [], school: '' }, parts: [passage] };
  expect(await show()).toContain('播放过《光的反射》录像的片段');
});
