import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { provideTexts } from './i18n.ts';
import { lazyPage } from './route.tsx';

test('a page that arrives while its place is being drawn is shown', async () => {
  for (const file of ['core', 'problems']) provideTexts('zh-CN', file, {});
  const Page = () => <h1>here</h1>;
  const Lazy = lazyPage(async () => ({ default: Page }));
  const root = document.createElement('div');
  Lazy.preload();
  // Without act: drawing now, effects only after the page has come.
  render(<Lazy params={{}} />, root);
  await act(async () => {});
  expect(root.innerHTML).toBe('<h1>here</h1>');
});
