import { expect, test } from 'vitest';
import type { Note } from '~/api/shapes.ts';
import type { Waiting } from '~/lib/outbox.ts';
import { markAt, withWaiting } from './notes.ts';

const kept = (id: string, at_ms: number, words = '') =>
  ({ id, kind: 'unclear', at_ms, words }) as Note;
const waits = (id: string, route: string, note: string, body?: object, refused?: string) =>
  ({ id, route, path: { id: 'l', note }, body, refused }) as unknown as Waiting;
const said = (words: string, at_ms = 5) => ({ kind: 'words', at_ms, words });
const PUT = 'PUT /api/lessons/{id}/notes/{note}';
const DELETE = 'DELETE /api/lessons/{id}/notes/{note}';
const shown = (all: ReturnType<typeof withWaiting>) =>
  all.map((one) => `${one.id}@${one.at_ms} ${one.words}${one.isWaiting ? ' …' : ''}`);

test('what waits is done already, by the moments', () => {
  const post = {
    ...waits('1', 'POST /api/lessons/{id}/notes', '', { id: 'c', ...said('new', 1) }),
    path: { id: 'l' },
  } as Waiting;
  const all = withWaiting(
    [kept('a', 2), kept('b', 3)],
    [post, waits('2', PUT, 'a', said('changed', 9)), waits('3', DELETE, 'b')],
  );
  expect(shown(all)).toEqual(['c@1 new …', 'a@9 changed …']);
});

test('what was refused stands beside what the server keeps', () => {
  const all = withWaiting(
    [kept('a', 2, 'old')],
    [waits('9', PUT, 'a', said('mine'), 'note.unknown'), waits('8', DELETE, 'a', {}, 'x')],
  );
  expect(all.map((one) => [one.words, one.refused?.code])).toEqual([
    ['old', undefined],
    ['mine', 'note.unknown'],
  ]);
});

test('a second press at a moment finds the first', () => {
  const all = withWaiting([kept('a', 10_000)], []);
  expect(markAt(all, 'unclear', 12_000)?.id).toBe('a');
  expect(markAt(all, 'unclear', 16_000)).toBeNull();
  expect(markAt(all, 'important', 10_000)).toBeNull();
});
