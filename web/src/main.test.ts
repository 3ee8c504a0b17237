import { expect, test, vi } from 'vitest';

test('when the first texts cannot be fetched, the page says so and can be loaded again', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('offline');
  });
  vi.doMock('./lib/i18n.ts', async (original) => ({
    ...(await original<typeof import('./lib/i18n.ts')>()),
    loadTexts: async () => {
      throw new TypeError('offline');
    },
  }));
  vi.doMock('./routes/App.tsx', () => ({ App: () => null, preload: () => {} }));
  document.body.innerHTML = '<div id="app"><div class="splash"><p>Opening…</p></div></div>';
  await import('./main.tsx');
  await vi.waitFor(() => expect(document.querySelector('[role=alert]')).not.toBeNull());
  const text = document.querySelector('#app')?.textContent;
  expect(text).toContain('请检查网络');
  expect(text).toContain('Check the network');
  expect(text).not.toContain('Opening…');
  expect(document.querySelector('button')?.textContent).toContain('Load again');
});
