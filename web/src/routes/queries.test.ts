import { expect, test } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { me } from '~/lib/session.ts';
import { queries } from './queries.ts';

const person = (id: string) => ({ id, memberships: [] }) as unknown as Me;

test('the next person on this computer sees nothing of the last one', () => {
  me.value = person('a');
  queries.setQueryData(['today'], 'what a has today');
  me.value = { ...person('a'), display_name: 'A' };
  expect(queries.getQueryData(['today'])).toBe('what a has today');
  me.value = person('b');
  expect(queries.getQueryData(['today'])).toBeUndefined();
  queries.setQueryData(['today'], 'what b has today');
  me.value = null;
  expect(queries.getQueryData(['today'])).toBeUndefined();
});
