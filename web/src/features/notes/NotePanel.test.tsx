import { render } from 'preact';
import { useState } from 'preact/hooks';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import texts from '~/texts/zh-CN/notes.json';
import { NotePanel } from './NotePanel.tsx';
import type { NoteBody } from './notes.ts';
import type { Notes } from './use_notes.ts';

const add = vi.fn(async (_: NoteBody) => {});
let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'notes', texts);
  add.mockClear();
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

function Panel({ positionMs }: { positionMs: number }) {
  const [draft, setDraft] = useState<NoteBody | null>(null);
  const notes = { all: [], add, failure: null } as unknown as Notes;
  const rest = { lesson: 'l1', shiftMs: 2_000, onSeek: () => {} };
  return <NotePanel {...{ notes, positionMs, draft, onDraft: setDraft }} {...rest} />;
}

const focused = (name: string) =>
  vi.waitFor(() => expect(document.activeElement?.localName).toBe(name));

test.each([
  [61_234.56, 59_235],
  [500.4, 0],
])('a note at %f is kept at %i, and the focus stays with what is written', async (at, kept) => {
  await act(() => render(<Panel positionMs={at} />, root));
  await act(() => root.querySelector<HTMLElement>('[data-write]')?.click());
  await focused('textarea');
  await act(() => {
    const field = root.querySelector('textarea') as HTMLTextAreaElement;
    field.value = '为什么？';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await act(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  });
  await vi.waitFor(() => expect(add).toHaveBeenCalledTimes(1));
  expect(add.mock.calls[0]?.[0].at_ms).toBe(kept);
  await focused('button');
});
