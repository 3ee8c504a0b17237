import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

interface Chunk {
  file: string;
  css?: string[];
  assets?: string[];
  imports?: string[];
  dynamicImports?: string[];
}
const manifest = JSON.parse(readFileSync(here('../dist/.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;

/** What a replay and the list of kept lessons need, without a network. */
const TEXTS = [
  'core',
  'problems',
  'lessons',
  'replay',
  'room',
  'slides',
  'ink',
  'notes',
  'kept',
  'editions',
];
const ROOTS = [
  'index.html',
  'src/routes/Shell.tsx',
  'src/routes/Rest.tsx',
  'src/routes/replay.tsx',
  'src/routes/kept.tsx',
  ...['zh-CN', 'en'].flatMap((tag) => TEXTS.map((name) => `src/texts/${tag}/${name}.json`)),
];
/** Of these, what they fetch later goes along. */
const WITH_LATER = ['src/routes/replay.tsx', 'src/routes/kept.tsx'];

/** What draws formulas, with its fonts: only kept lessons that have some need it. */
const FORMULAS = 'src/features/ink/formula.ts';

// Walked by what imports what: names of files alone would miss what several pages share.
function take(key: string, files: Set<string>): void {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the build has no ${key}`);
  if (files.has(chunk.file)) return;
  for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
  for (const one of chunk.imports ?? []) take(one, files);
}
const files = new Set<string>();
for (const root of ROOTS) take(root, files);
for (const root of WITH_LATER) {
  for (const one of manifest[root]?.dynamicImports ?? []) take(one, files);
}
const all = new Set(files);
take(FORMULAS, all);
const formulas = [...all].filter((file) => !files.has(file)).sort();
if (!formulas.some((file) => file.endsWith('.woff2'))) throw new Error('formulas have no fonts');

const entry = manifest['index.html']?.file ?? '';
const listed = [...files].sort();
const version = createHash('sha256')
  .update([...listed, ...formulas].join())
  .update(readFileSync(here('../dist/index.html')))
  .update(readFileSync(here('./sw.ts')))
  .digest('hex')
  .slice(0, 12);

export default defineConfig({
  root: here('.'),
  define: {
    __FILES__: JSON.stringify([...listed.map((file) => `/${file}`), '/icon.svg']),
    __FORMULAS__: JSON.stringify(formulas.map((file) => `/${file}`)),
    __ENTRY__: JSON.stringify(entry),
    __VERSION__: JSON.stringify(version),
  },
  build: {
    target: ['chrome87', 'safari14', 'firefox115'],
    outDir: here('../dist'),
    emptyOutDir: false,
    copyPublicDir: false,
    lib: {
      entry: here('./sw.ts'),
      formats: ['iife'],
      name: 'XingtanWorker',
      fileName: () => 'sw.js',
    },
  },
});
