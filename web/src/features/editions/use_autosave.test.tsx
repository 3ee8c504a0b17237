import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Edition, EditionPart, Me } from '~/api/shapes.ts';
import { me } from '~/lib/session.ts';
import { unsavedOf } from './unsaved.ts';
import { useAutosave } from './use_autosave.ts';

const PARTS: EditionPart[] = [{ part: 1, kind: 'passage', from_ms: 0, to_ms: 5_000 }];
const edition = (version: number) =>
  ({ id: 'e1', title: 'Light', parts: PARTS, version }) as unknown as Edition;

const sent: { title: string; version: number }[] = [];
let answer: () => Response;
let root: HTMLElement;
let seen: ReturnType<typeof useAutosave>;

beforeEach(() => {
  localStorage.clear();
  sent.length = 0;
  me.value = { id: 'a', memberships: [] } as unknown as Me;
  root = document.createElement('div');
  vi.stubGlobal('fetch', async (_: string, how: RequestInit) => {
    sent.push(JSON.parse(String(how.body)));
    return answer();
  });
});
afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

function Work({ start }: { start: Edition }) {
  seen = useAutosave(start);
  return null;
}

const open = (start: Edition) => act(() => render(<Work start={start} />, root));
const leave = () => act(() => render(null, root));
const states = (state: string) => vi.waitFor(() => expect(seen.saving.state).toBe(state));

async function changedInVain(): Promise<void> {
  answer = () => new Response('{}', { status: 503 });
  await open(edition(3));
  await act(() => seen.change({ title: 'Light and shadow' }));
  await act(() => seen.retry());
  await states('failed');
  await leave();
  await vi.waitFor(() => expect(sent.length).toBe(2));
  sent.length = 0;
}

test('what could not be saved is there again after leaving, and is saved first', async () => {
  await changedInVain();
  answer = () => new Response(JSON.stringify(edition(4)));
  await open(edition(3));
  expect(seen.work.title).toBe('Light and shadow');
  await states('saved');
  expect(sent).toEqual([{ title: 'Light and shadow', parts: PARTS, version: 3 }]);
  expect(unsavedOf('e1')).toBeNull();
});

test('what was saved elsewhere meanwhile is not written over unasked', async () => {
  await changedInVain();
  const body = JSON.stringify({ code: 'edition.changed' });
  answer = () => new Response(body, { status: 409 });
  await open(edition(5));
  await states('conflict');
  expect(sent.map((one) => one.version)).toEqual([3]);
  answer = () => new Response(JSON.stringify(edition(6)));
  vi.stubGlobal('fetch', async () => answer());
  await act(() => seen.takeTheirs());
  expect(seen.work.title).toBe('Light');
  expect(unsavedOf('e1')).toBeNull();
});

test.each([
  ['a part of no known kind', [{ part: 1, kind: 'song' }]],
  ['no parts', []],
])('nothing is believed of %s', (_, parts) => {
  const kept = JSON.stringify({ title: 't', parts, version: 1 });
  localStorage.setItem('xt.a.draft.edition.e1.work', kept);
  expect(unsavedOf('e1')).toBeNull();
});
