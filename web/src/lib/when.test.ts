import { afterEach, expect, test } from 'vitest';
import { language } from './i18n.ts';
import { endOfDay, fieldTime, namedDay, startOfDay } from './when.ts';

afterEach(() => {
  language.value = 'zh-CN';
});

const now = new Date(2026, 10, 24, 12);
const day = (date: number, year = 2026) => new Date(year, 10, date, 8).toISOString();

test('the days around today have names', () => {
  expect(namedDay(day(24), now)).toMatch(/^今天 · 11月24日/);
  expect(namedDay(day(25), now)).toMatch(/^明天 · /);
  expect(namedDay(day(23), now)).toMatch(/^昨天 · /);
  expect(namedDay(day(26), now)).toMatch(/^11月26日/);
  expect(namedDay(day(24, 2025), now)).toContain('2025');
  language.value = 'en';
  expect(namedDay(day(24), now)).toBe('Today · Tuesday, November 24');
});

test('a local day goes from its midnight to the next', () => {
  expect(startOfDay(day(24)).getTime()).toBe(new Date(2026, 10, 24).getTime());
  expect(endOfDay(day(30)).getTime()).toBe(new Date(2026, 11, 1).getTime());
  expect(fieldTime(new Date(2026, 8, 1, 9, 5))).toBe('2026-09-01T09:05');
});
