import { expect, test } from 'vitest';
import { FLY_SETTINGS, readFly, rulesOf } from './fly_settings.ts';

test('what was kept is read back', () => {
  const kept = { ...FLY_SETTINGS, on: false, area: 1 as const, opacity: 40, speed: 5 };
  expect(readFly(JSON.stringify(kept))).toEqual(kept);
  expect(rulesOf(kept)).toMatchObject({ area: 1, opacity: 0.4, crossMs: 4500 });
});

test.each([
  null,
  '',
  '{',
  '3',
  'null',
  '[]',
  '{"size":"vast","opacity":0,"speed":9,"area":2}',
])('rubbish %s leaves what is usual', (text) => {
  expect(readFly(text)).toEqual(FLY_SETTINGS);
});
