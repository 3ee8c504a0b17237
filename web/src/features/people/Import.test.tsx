import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import type { RosterImport } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import people from '~/texts/zh-CN/people.json';
import problems from '~/texts/zh-CN/problems.json';
import { Decision } from './Decision.tsx';
import { csvOf } from './Import.tsx';
import { errorText, ImportTable } from './ImportRows.tsx';
import { firstLine } from './Missing.tsx';

test('the preview names each outcome and what is wrong in which column', async () => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'people', people);
  provideTexts('zh-CN', 'problems', problems);
  const root = document.createElement('div');
  const row = {
    name: 'lin',
    display_name: '林月',
    role: 'learner',
    class: '高一（1）班',
    is_new_class: false,
  };
  const errors = [{ column: 'role', code: 'import.unknown_role', value: '同学' }];
  await act(() =>
    render(
      <ImportTable
        rows={[
          { ...row, line: 2, action: 'create', errors: [] },
          { ...row, line: 3, role: '同学', action: 'error', errors },
          { ...row, line: 4, class: '高九（9）', is_new_class: true, action: 'create', errors: [] },
        ]}
        isAsking
      />,
      root,
    ),
  );
  const [first, second, third] = [...root.querySelectorAll('tbody tr')].map(
    (one) => one.textContent,
  );
  expect(first).toBe('2lin林月学生高一（1）班新增');
  expect(second).toContain(`角色：${problems['import.unknown_role']} (同学)`);
  expect(third).toContain(people.class_unknown);
  expect(third).not.toContain(people.action_create);
});

test('a class that does not exist is made only when somebody says so', async () => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'people', people);
  const root = document.createElement('div');
  document.body.append(root);
  const totals = { rows: 8, new: 6, existing: 1, errors: 1, left_out: 0 };
  const new_classes = [
    { name: '高九（9）', rows: 1 },
    { name: '高一（5）班', rows: 3 },
  ];
  const roster = { id: 'i1', totals, new_classes, ignored_columns: [] } as unknown as RosterImport;
  const onAccept = vi.fn();
  await act(() =>
    render(
      <Decision roster={roster} isBusy={false} onAccept={onAccept} onDiscard={() => {}} />,
      root,
    ),
  );
  const accept = () => act(() => root.querySelector<HTMLElement>('[data-accept]')?.click());
  const pick = (at: number) =>
    act(() => root.querySelectorAll<HTMLInputElement>('fieldset input')[at]?.click());
  expect(root.querySelector('legend')?.textContent).toContain('2 个班级不存在：高九（9）');
  await accept();
  expect(onAccept).not.toHaveBeenCalled();
  expect(root.querySelector('fieldset > p')?.textContent).toBe(people.choose_first);
  expect(document.activeElement).toBe(root.querySelector('fieldset input'));

  await pick(1);
  await accept();
  const leave_out = { '高九（9）': 'leave_out', '高一（5）班': 'leave_out' };
  expect(onAccept).toHaveBeenLastCalledWith({ skip_errors: true, new_classes: leave_out });
  await pick(2);
  await pick(4);
  expect(root.querySelector('[data-accept]')?.textContent).toContain('6 行');
  await accept();
  const each = { ...leave_out, '高一（5）班': 'create' };
  expect(onAccept).toHaveBeenLastCalledWith({ skip_errors: true, new_classes: each });
  render(null, root);
  root.remove();
});

test('cells copied from a spreadsheet become CSV', () => {
  expect(csvOf('账号\t姓名\r\nlin\t"月", 林')).toBe('账号,姓名\nlin,"""月"", 林"');
  expect(csvOf('账号,姓名')).toBe('账号,姓名');
});

test('a cell that swallowed the next line says that a quotation mark is missing', () => {
  provideTexts('zh-CN', 'people', people);
  provideTexts('zh-CN', 'problems', problems);
  const said = (value: string) =>
    errorText({ column: 'name', code: 'import.bad_characters', value });
  expect(said('gao.si,高斯,学生\uFFFDwei')).toContain(people.quote_open);
  expect(said('=gao')).toContain(problems['import.bad_characters']);
});

test('the first line is read in the encoding the file has', async () => {
  const gbk = new Uint8Array([0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0xc1, 0xd6]);
  expect(await firstLine(new Blob([gbk]))).toBe('姓名');
  expect(await firstLine(new Blob(['\uFEFF姓名,角色\nx,y']))).toBe('姓名,角色');
});
