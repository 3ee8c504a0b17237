import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { call } from '~/api/call.ts';
import { EMPTY } from './model.ts';
import { RunDown } from './RunDown.tsx';
import type { RoomStore } from './store.ts';

vi.mock('~/api/call.ts', () => ({ call: vi.fn() }));

test('questions that did not come are not called none, and can be fetched again', async () => {
  const fetched = vi.mocked(call);
  fetched.mockRejectedValueOnce(new Error('no network'));
  fetched.mockResolvedValueOnce({ items: [] } as never);
  const room = { lesson: { id: 'l' }, model: signal(EMPTY), opening: signal([]) };
  const box = document.createElement('div');
  await act(() => render(<RunDown store={room as unknown as RoomStore} />, box));
  await vi.waitFor(() => expect(box.querySelector('[data-failed]')).not.toBeNull());
  expect(box.querySelector('a')).toBeNull();
  await act(() => box.querySelector('button')?.click());
  await vi.waitFor(() => expect(box.querySelector('a')).not.toBeNull());
  expect(box.querySelector('[data-failed]')).toBeNull();
  render(null, box);
});
