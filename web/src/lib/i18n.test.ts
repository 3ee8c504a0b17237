import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { safeTarget } from './guard.ts';
import { preferredLanguage } from './i18n.ts';

const texts = join(import.meta.dirname, '../texts');
const bases = (language: string, file: string) =>
  new Set(
    Object.keys(JSON.parse(readFileSync(join(texts, language, file), 'utf8'))).map((key) =>
      key.replace(/_(one|other)$/, ''),
    ),
  );

test('both languages hold the same keys', () => {
  for (const file of readdirSync(join(texts, 'en'))) {
    expect(bases('zh-CN', file), file).toEqual(bases('en', file));
  }
});

test('the language chosen before wins over the browser', () => {
  expect(preferredLanguage('en', ['zh-CN'])).toBe('en');
  expect(preferredLanguage(null, ['en-GB'])).toBe('en');
  expect(preferredLanguage(null, ['fr'])).toBe('zh-CN');
});

test('signing in leads only to our own pages', () => {
  expect(safeTarget('?to=%2Froom%2F1')).toBe('/room/1');
  expect(safeTarget('?to=%2F%2Fevil.example')).toBe('/today');
  expect(safeTarget('?to=https%3A%2F%2Fevil.example')).toBe('/today');
});
