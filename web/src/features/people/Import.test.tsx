import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import people from '~/texts/zh-CN/people.json';
import problems from '~/texts/zh-CN/problems.json';
import { csvOf } from './Import.tsx';
import { ImportTable } from './ImportRows.tsx';

test('the preview names each outcome and what is wrong in which column', async () => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'people', people);
  provideTexts('zh-CN', 'problems', problems);
  const root = document.createElement('div');
  const row = { name: 'lin', display_name: '林月', role: 'learner', class: '高一（1）班' };
  const errors = [{ column: 'role', code: 'import.unknown_role', value: '同学' }];
  await act(() =>
    render(
      <ImportTable
        rows={[
          { ...row, line: 2, action: 'create', errors: [] },
          { ...row, line: 3, role: '同学', action: 'error', errors },
        ]}
      />,
      root,
    ),
  );
  const [first, second] = [...root.querySelectorAll('tbody tr')].map((one) => one.textContent);
  expect(first).toBe('2lin林月学生高一（1）班新增');
  expect(second).toContain(`角色: ${problems['import.unknown_role']} (同学)`);
});

test('cells copied from a spreadsheet become CSV', () => {
  expect(csvOf('账号\t姓名\r\nlin\t"月", 林')).toBe('账号,姓名\nlin,"""月"", 林"');
  expect(csvOf('账号,姓名')).toBe('账号,姓名');
});
