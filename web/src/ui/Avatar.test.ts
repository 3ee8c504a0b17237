import { expect, test } from 'vitest';
import { initials } from './Avatar.tsx';

test.each([
  ['林清', '林'],
  ['林 清', '林'],
  ['阿依·古丽', '阿'],
  ['Mary Ann Lee', 'MA'],
  ['chen', 'C'],
])('%s is %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
