import { render } from 'preact';
import { act } from 'preact/test-utils';
import { beforeEach, expect, test } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { type Draft, readDraft, useDraft } from './draft.ts';
import { me } from './session.ts';
import { recall, remember } from './settings.ts';
import { fieldsOf, flag, listOf, oneOf, text } from './shape.ts';

interface Note {
  title: string;
  kind: 'short' | 'long';
  lines: { words: string; isDone: boolean }[];
  place?: string;
}
const EMPTY: Note = { title: '', kind: 'short', lines: [] };
const line = fieldsOf<Note['lines'][number]>({ words: text, isDone: flag }, {});
const NOTE = fieldsOf<Note>(
  { title: text, kind: oneOf('short', 'long'), lines: listOf(line), place: text },
  EMPTY,
  ['place'],
);

beforeEach(() => {
  localStorage.clear();
  me.value = { id: 'a', memberships: [] } as unknown as Me;
});

test.each([
  ['no JSON', '{"title":', null],
  ['something else', '[1]', EMPTY],
  ['nothing', 'null', null],
  ['a field of another kind', '{"title":7,"kind":"long"}', { ...EMPTY, kind: 'long' }],
  ['a word nobody knows any more', '{"title":"t","kind":"huge"}', { ...EMPTY, title: 't' }],
  [
    'rows of an older shape among good ones',
    '{"lines":["one",{"words":"two","isDone":true},{"words":"three"}]}',
    { ...EMPTY, lines: [{ words: 'two', isDone: true }] },
  ],
  ['more than there is', '{"title":"t","__proto__":{"x":1},"y":2}', { ...EMPTY, title: 't' }],
  ['what need not be there', '{"place":"here"}', { ...EMPTY, place: 'here' }],
])('of %s only what fits is taken', (_, kept, expected) => {
  remember('draft.note', kept);
  expect(readDraft('note', NOTE)).toEqual(expected);
  expect(recall('draft.note') === null).toBe(expected === null);
});

async function page(start: Note = EMPTY) {
  let draft = {} as Draft<Note>;
  const Page = () => {
    draft = useDraft('note', start, NOTE);
    return null;
  };
  await act(() => render(<Page />, document.createElement('div')));
  return () => draft;
}

test('what was typed is there again and called old, until it is discarded', async () => {
  const first = await page();
  expect([first().value, first().isOld]).toEqual([EMPTY, false]);
  await act(() => first().keep({ ...EMPTY, title: 'typed' }));
  expect(first().isOld).toBe(false);
  const second = await page();
  expect([second().value.title, second().isOld]).toEqual(['typed', true]);
  await act(() => second().discard());
  expect([second().value, second().isOld]).toEqual([EMPTY, false]);
  expect(recall('draft.note')).toBeNull();
});

test('a draft that is what one starts from anyway is nothing to speak of', async () => {
  remember('draft.note', JSON.stringify(EMPTY));
  expect((await page())().isOld).toBe(false);
});
