import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { School, SchoolTeacher } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import texts from '~/texts/zh-CN/lessons.json';
import { AudienceRows } from './AudienceRows.tsx';
import { type AudienceDraft, emptyDraft } from './draft.ts';

let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'lessons', texts);
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
});

const schools = [
  { id: 's2', name: '青山中学', region: 'r1', classes: [{ id: 'c2', name: '二班', learners: 8 }] },
  { id: 's1', name: '明德中学', region: 'r1', classes: [{ id: 'c1', name: '一班', learners: 8 }] },
] as School[];
const teachers = [
  { id: 'p1', name: '陈静', school: 's1' },
  { id: 'p2', name: '周远', school: 's2' },
] as SchoolTeacher[];
const anchor: AudienceDraft = {
  class: 'c1',
  part: 'anchor',
  form: 'live',
  attending: 'own_devices',
};
const far: AudienceDraft = { ...anchor, class: 'c2', part: 'receiving' };

async function show(audience: AudienceDraft[], said: Record<string, string> = {}) {
  const onRows = vi.fn();
  const draft = { ...emptyDraft(new Date()), audience };
  const props = { schools, own: 's1', draft, teachers, said, onRows };
  await act(() => render(<AudienceRows {...props} />, root));
  return onRows;
}

test('what most lessons do not need is folded away, and a line says what is particular', async () => {
  await show([anchor, { ...far, teacher: 'p2', starts_at: '2026-09-01T02:00:00.000Z' }]);
  const folds = [...root.querySelectorAll('details')];
  expect(folds.map((one) => one.open)).toEqual([false, false, false]);
  const lines = [...root.querySelectorAll('h2 + p')].map((one) => one.textContent);
  expect(lines[0]).toContain(texts.part_anchor_hint);
  expect(lines[1]).toContain('周远');
  // What nothing acts on yet is named as such and cannot be chosen.
  expect(root.textContent?.split(texts.coming_later.replace('{{names}}', '')).length).toBe(1 + 2);
  expect(root.querySelectorAll('input[type=radio]').length).toBe(4);
});

test('a class of another school cannot be with the teacher', async () => {
  await show([far]);
  const [asAnchor] = root.querySelectorAll<HTMLInputElement>('input[type=radio]');
  expect(asAnchor?.disabled).toBe(true);
  const options = [...root.querySelectorAll('details option')].map((one) => one.textContent);
  expect(options).toEqual([texts.no_own_teacher, '陈静', '周远']);
});

test('a teacher that is chosen and taken back leaves the class as it was', async () => {
  const onRows = await show([far]);
  const select = root.querySelector<HTMLSelectElement>('details select');
  if (!select) throw new Error('no choice of teachers');
  for (const [value, row] of [
    ['p2', { ...far, teacher: 'p2' }],
    ['', far],
  ] as const) {
    select.value = value;
    await act(() => {
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(onRows).toHaveBeenLastCalledWith([row]);
  }
});

test('what the server says of a folded field unfolds it', async () => {
  await show([anchor], { 'audience.0.teacher': '没有这个人' });
  expect(root.querySelector('details')?.open).toBe(true);
  expect(root.querySelector('[id$=-error]')?.textContent).toContain('没有这个人');
});
