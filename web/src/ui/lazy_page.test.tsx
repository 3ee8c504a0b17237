import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import { lazyPage } from './lazy_page.tsx';

test('a page that arrives while its place is being drawn is shown', async () => {
  for (const file of ['core', 'problems']) provideTexts('zh-CN', file, {});
  const Page = () => <h1>here</h1>;
  const Lazy = lazyPage(async () => ({ default: Page }));
  const root = document.createElement('div');
  Lazy.preload();
  // Drawn now; the effect runs only after the page has come.
  render(<Lazy params={{}} />, root);
  expect(root.querySelector('h1')).toBeNull();
  await vi.waitFor(() => expect(root.innerHTML).toBe('<h1>here</h1>'));
});
