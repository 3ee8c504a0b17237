import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { QuizSheet } from './QuizSheet.tsx';
import { RoomStore } from './store.ts';
import type { ActivityView } from './wire.ts';

const POLL: ActivityView = {
  kind: 'poll',
  activity: 'p',
  stem: '?',
  choices: [{ id: 'a', text: 'A' }],
  multiple: false,
  anonymous: false,
  opened_ms: 0,
  is_open: true,
  is_shown: false,
  voted: false,
  answered: 0,
};

test('the sheet takes the focus and gives it back to a half-typed comment', async () => {
  const box = document.createElement('div');
  const comment = document.createElement('input');
  document.body.append(box, comment);
  comment.focus();
  const store = new RoomStore({ id: 'l' } as Lesson, 'ann');
  await act(() => render(<QuizSheet store={store} one={POLL} />, box));
  expect(document.activeElement?.tagName).toBe('H2');
  await act(() => render(null, box));
  await vi.waitFor(() => expect(document.activeElement).toBe(comment));
});
