import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { type Language, language, provideTexts, t } from '~/lib/i18n.ts';
import en from '~/texts/en/problems.json';
import zh from '~/texts/zh-CN/problems.json';
import { codeText, fieldTexts, Problem, problemText } from './problem.ts';

const root = join(import.meta.dirname, '../../..');
const rust = readdirSync(join(root, 'crates'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\/src\/.*\.rs$/.test(file) && !/^(testkit|facts)\//.test(file))
  .map((file) => readFileSync(join(root, 'crates', file), 'utf8').split('#[cfg(test)]')[0] ?? '');

/** What stands in the first group of a pattern, wherever it is found. */
function said(pattern: RegExp, texts: string[] = rust): string[] {
  return texts.flatMap((text) => [...text.matchAll(pattern)].map((found) => found[1] ?? ''));
}

/** The rows of the protocol's table of refusals. */
function refusals(): string[] {
  const page = readFileSync(join(root, 'docs/protocol/room.md'), 'utf8');
  const part = page.split(/^## /m).find((one) => one.startsWith('Refusal codes')) ?? '';
  const cells = said(/^\| (`[^|]+`) \|/gm, [part]);
  return said(/`([a-z_.]+)`/g, cells);
}

// A field's path may be put together; its code never is.
const PATH = String.raw`\(\s*(?:&format!\([^)]*\)|[^,()]+),\s*`;
/** Functions that say what is wrong with one text, as `name_fault`. */
const judges = said(/fn \w+\([^)]*\) -> Option<&'static str> (\{[\s\S]*?\n\})/g);
const rows = rust.filter((file) => file.includes('fn fault(column: Column'));
const CODES = new Set([
  ...refusals(),
  ...said(/Problem::new\(\s*\d+,\s*"([^"]+)"/g),
  ...said(/Refusal::new\(\s*"([^"]+)"/g),
  ...said(/faulty\(\s*"([^"]+)"/g),
  ...said(/\.refuse\([^,]*,\s*"([^"]+)"/g),
  ...said(/of_code\(language, "([a-z_.]+)"\)/g),
  ...said(/=> "((?:stream|media|answer|deck)\.[a-z_]+)"/g),
]);
const FIELDS = new Set([
  ...said(new RegExp(String.raw`\.field${PATH}"([^"]+)"`, 'g')),
  ...said(new RegExp(String.raw`(?:faults|self)\.add${PATH}"([^"]+)"`, 'g')),
  ...said(/Some\("([a-z_]+)"\)/g, judges),
]);
const CELLS = new Set([
  ...said(/let code = if [\w.]+ \{ "([a-z_]+)" \}/g, rows),
  ...said(/let code = if [\w.]+ \{ "[a-z_]+" \} else \{ "([a-z_]+)" \}/g, rows),
  ...said(/fault\(Column::\w+, "([a-z_]+)"/g, rows),
  ...said(/(?:Some|then_some)\("([a-z_]+)"\)/g, [...rows, ...judges]),
]);

beforeAll(() => {
  provideTexts('en', 'problems', en);
  provideTexts('zh-CN', 'problems', zh);
});
afterEach(() => {
  language.value = 'zh-CN';
});

function inBoth(check: (of: Language) => void): void {
  for (const of of ['en', 'zh-CN'] as const) {
    language.value = of;
    check(of);
  }
}

test('the codes are found', () => {
  // A pattern that no longer fits the server would find nothing and prove nothing.
  expect(refusals().length).toBeGreaterThan(40);
  for (const code of ['rate.too_many', 'hello.required', 'answer.empty', 'stream.wrong_key']) {
    expect(CODES).toContain(code);
  }
  for (const code of ['too_short', 'bad_characters', 'unknown', 'too_few', 'only_receiving']) {
    expect(FIELDS).toContain(code);
  }
  for (const code of ['class_required', 'duplicate_name', 'too_long', 'too_easy']) {
    expect(CELLS).toContain(code);
  }
});

test('every refusal has words', () => {
  inBoth((of) => {
    const bare = [...CODES].filter((code) => codeText(code) === t('problems.unforeseen', { code }));
    expect(bare, of).toEqual([]);
  });
});

test('every code of a field has words of its own', () => {
  for (const texts of [en, zh] as Record<string, string>[]) {
    expect([...FIELDS].filter((code) => !texts[code])).toEqual([]);
    expect([...CELLS].filter((code) => !texts[`import.${code}`])).toEqual([]);
  }
});

test('every text of a problem is reached by a code', () => {
  const all = [...CODES, ...FIELDS, ...[...CELLS].map((code) => `import.${code}`)];
  const ours = ['unforeseen', 'network', 'http'];
  const idle = Object.keys(en).filter(
    (key) => !ours.includes(key) && !all.some((code) => code === key || code.startsWith(`${key}.`)),
  );
  expect(idle).toEqual([]);
});

test('a code from a newer server falls back to what is known of it', () => {
  language.value = 'en';
  expect(codeText('room.too_dark')).toBe(en.room);
  expect(problemText(new Problem({ code: 'weather.bad' }))).toContain('weather.bad');
});

test('a field that names something gone says so', () => {
  language.value = 'en';
  const problem = new Problem({
    code: 'request.invalid',
    fields: [
      { field: 'class', code: 'unknown' },
      { field: 'password', code: 'too_short' },
    ],
  });
  expect(fieldTexts(problem)).toEqual({ class: en.unknown, password: en.too_short });
  expect(problemText(problem)).toBe(en['request.invalid']);
});
