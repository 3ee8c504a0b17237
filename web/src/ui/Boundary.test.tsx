import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import { Boundary } from './Boundary.tsx';

function Broken(): never {
  throw new Error('a fault of ours');
}

test('a page that breaks says so and offers to load again', async () => {
  provideTexts('zh-CN', 'core', core);
  const root = document.createElement('div');
  await act(() =>
    render(
      <Boundary place="/here">
        <Broken />
      </Boundary>,
      root,
    ),
  );
  expect(root.querySelector('h1')?.textContent).toBe(core.page_broken);
  expect(root.querySelector('button')?.textContent).toBe(core.reload);
});
