import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { EMPTY } from './model.ts';
import { RoomStore } from './store.ts';
import { useJudged } from './use_judged.ts';
import type { ActivityView } from './wire.ts';

const root = document.createElement('div');
afterEach(() => {
  render(null, root);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('how finished questions went is known after a reload too', async () => {
  vi.useFakeTimers();
  const answers = [{ person: 'ann', right: true, points: 1 }];
  const report = { activities: [{ kind: 'quiz', activity: 'q', answers }] };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(report)));
  const store = new RoomStore({ id: 'l' } as Lesson, 'chen');
  const over = { kind: 'quiz', activity: 'q', is_open: false } as ActivityView;
  store.model.value = { ...EMPTY, activities: [over] };
  const Page = () => {
    useJudged(store);
    return null;
  };
  await act(() => render(<Page />, root));
  await vi.advanceTimersByTimeAsync(2_000);
  expect(store.model.value.results).toEqual({ q: answers });
});
