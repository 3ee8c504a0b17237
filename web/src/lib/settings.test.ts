import { expect, test } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { me } from './session.ts';
import { recall, remember } from './settings.ts';

const person = (id: string) => ({ id, memberships: [] }) as unknown as Me;

test('drafts and places in replays belong to a person, the look to the device', () => {
  me.value = person('a');
  remember('draft.question.new', 'with its right answer');
  remember('replay.1', '600');
  remember('theme', 'dark');
  me.value = person('b');
  expect(recall('draft.question.new')).toBeNull();
  expect(recall('replay.1')).toBeNull();
  expect(recall('theme')).toBe('dark');
  me.value = null;
  remember('draft.question.new', 'nobody wrote this');
  expect(recall('draft.question.new')).toBeNull();
  me.value = person('a');
  expect(recall('draft.question.new')).toBe('with its right answer');
  remember('draft.question.new', null);
  expect(recall('draft.question.new')).toBeNull();
});
