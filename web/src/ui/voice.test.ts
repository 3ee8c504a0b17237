// The product has one voice; docs/guides/web.md says why.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..');
const LIVE = /role="(?:status|alert)"|aria-live="(?:polite|assertive)"|<output\b/;
/** The region itself, and pages that stand alone: they may interrupt, for nothing else is there. */
const MAY = ['main.tsx', 'ui/Live.tsx', 'ui/PageState.tsx'];

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.tsx') && !file.includes('.test.'));
const read = (file: string) => readFileSync(join(src, file), 'utf8');

test('no page has a live region of its own', () => {
  expect(files.filter((file) => LIVE.test(read(file))).sort()).toEqual(MAY);
});

test('no button is pressed and changes its name', () => {
  const both = files.filter((file) =>
    [...read(file).matchAll(/<(?:Icon)?[Bb]utton\b[\s\S]*?<\/(?:Icon)?[Bb]utton>/g)].some(
      ([button]) => {
        const [, state] = /aria-pressed=\{(\w[\w.]*)/.exec(button) ?? [];
        // Drawings may follow the state, words may not.
        return state && new RegExp(`(?:t\\(|\\{)${state}[^}]*\\?[^}]*'\\w+\\.\\w+'`).test(button);
      },
    ),
  );
  expect(both).toEqual([]);
});
