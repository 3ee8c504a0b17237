import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const src = join(import.meta.dirname, '..');
const code = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(src, file), 'utf8'))
  .join('\n');

// The server's codes choose these keys at run time; the room and the replay grow beside this test.
const FREE = new Set(['problems', 'room', 'replay', 'report']);

// Keys put together in code: `people.action_${…}` keeps every key that begins with it.
const prefixes = [...code.matchAll(/`(\w+\.[\w.]*)\$\{/g)].map((found) => found[1] ?? '');

test('every text is used somewhere', () => {
  const unused: string[] = [];
  for (const file of readdirSync(join(src, 'texts/en'))) {
    const namespace = file.replace('.json', '');
    if (FREE.has(namespace)) continue;
    const texts = JSON.parse(readFileSync(join(src, 'texts/en', file), 'utf8')) as object;
    for (const name of Object.keys(texts)) {
      const key = `${namespace}.${name.replace(/_(one|other)$/, '')}`;
      const isBuilt = prefixes.some((prefix) => key.startsWith(prefix));
      if (!isBuilt && !code.includes(`'${key}'`)) unused.push(key);
    }
  }
  expect(unused).toEqual([]);
});
