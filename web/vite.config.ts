import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { mockServer } from './dev/mock.ts';
import { newestFonts } from './tools/newest_fonts.ts';

// The room, joining and quiz pages must run on Chrome 87 and Safari 14; one target for all pages
// keeps one bundle.
const target = ['chrome87', 'safari14', 'firefox115'];

// What every page needs goes in one file: over a slow link each small file costs a journey. What
// rooms do without stands apart from it: forms, lists of lessons, and the cache of what the server
// said.
const GROUPS = [
  {
    name: 'shared',
    test: /node_modules\/(preact|@preact|wouter)|@oxc-project|src\/lib\/(?!lesson|when|settled|plannable|server_state|draft|shape|late_start|forget_old|forget_kept|upload|client_id|device_rows|outbox)|src\/api\/|src\/ui\/(announce|Blossom|Button|bits|icon|lazy_page|Live|PageState|Toast)\./,
  },
  { name: 'calendar', test: /src\/lib\/(lesson|when|settled|plannable)\./ },
  {
    name: 'forms',
    test: /src\/ui\/(Blossom|Field|Dialog|Confirm|EmptyState|Failure|KeptDraft|Segments|use_attempt)\.|src\/lib\/(draft|shape)\./,
  },
  // What a room and a replay share, too small to be fetched one by one.
  {
    name: 'lesson',
    test: /player\/(fly_settings|quality|choice)\.|item\/(right|normal)\.|lib\/client_id\.|room\/(use_later|room\.module)\.|ui\/icons_room\.|rolldown\/runtime/,
  },
  // Pages, and what of a room shows them.
  {
    name: 'pages',
    test: /features\/slides\/(deck|look|picture|Picture|Placed|SlidePage|zoom|slides\.module|api)\.|features\/ink\/api\.|ui\/icons_ink\./,
  },
  // Small things that both sides of a room need, and nobody at once.
  { name: 'sides', test: /use_(every|seconds)\.|ui\/(Tabs|Avatar)\./ },
  { name: 'item', test: /features\/item\/(judge|choices|bars)\./ },
  { name: 'kept', test: /lib\/(outbox|device_rows)\.|features\/kept\/(kept|plan)\./ },
  { name: 'queries', test: /node_modules\/@tanstack|src\/lib\/server_state/ },
];

/**
 * The page paints itself before any file is there, so its styles must not hold that back; and a
 * room's page is the same in the dark.
 */
const firstPaint: Plugin = {
  name: 'first-paint',
  apply: 'build',
  enforce: 'post',
  buildStart() {
    this.emitFile({ type: 'chunk', id: '/src/early_room.ts', name: 'early_room' });
  },
  generateBundle(_, bundle) {
    const page = bundle['index.html'];
    if (page?.type !== 'asset') return;
    const styles = /\s*<link rel="stylesheet"[^>]*>/g;
    const html = String(page.source);
    const late = (html.match(styles) ?? []).join('');
    page.source = html.replace(styles, '').replace('</body>', `${late}\n  </body>`);
    const dark = page.source.replace('<html ', '<html class="dark" ');
    const chunk = (file: string) => {
      const found = Object.values(bundle).find(
        (one) => one.type === 'chunk' && one.facadeModuleId?.split('?')[0]?.endsWith(file),
      );
      if (found?.type !== 'chunk') throw new Error(`${file} has no chunk of its own`);
      return found;
    };
    const stylesOf = (file: string): string[] => {
      const one = bundle[file] as { viteMetadata?: { importedCss: Set<string> } } | undefined;
      return [...(one?.viteMetadata?.importedCss ?? [])];
    };
    // What a page needs besides the first script need not wait for it.
    const room = chunk('/routes/room.tsx');
    const files = [room.fileName, ...room.imports].filter((one) => !html.includes(one));
    const early = chunk('/src/early_room.ts');
    if (early.imports.length > 0) throw new Error('what a room asks for early must stand alone');
    const first = `<script type="module" async src="/${early.fileName}"></script>`;
    const slides = chunk('/room/slides/parts.ts');
    const known = [room.fileName, ...room.imports];
    const later = [slides.fileName, ...slides.imports].filter((one) => !known.includes(one));
    const texts = ['core', 'room', 'slides'].flatMap((name) =>
      ['zh-CN', 'en'].map((lang) => ({
        lang,
        file: chunk(`/texts/${lang}/${name}.json`).fileName,
      })),
    );
    // For the script above to turn on, in the language on screen.
    const links = [
      ...texts.map(({ lang, file }) => `<link rel="later" lang="${lang}" href="/${file}">`),
      ...later
        .filter((one) => !html.includes(one))
        .map((one) => `<link rel="later" href="/${one}">`),
      ...[...known, ...later]
        .flatMap(stylesOf)
        .filter((one) => !html.includes(one))
        .map((one) => `<link rel="later" href="/${one}">`),
    ];
    const source = ahead(dark, files)
      .replace('<title>', `${first}\n    <title>`)
      .replace('</head>', `${links.join('')}</head>`);
    this.emitFile({ type: 'asset', fileName: 'room.html', source });
    const rest = chunk('/routes/Rest.tsx');
    const more = [rest.fileName, ...rest.imports].filter((one) => !html.includes(one));
    this.emitFile({ type: 'asset', fileName: 'replay.html', source: ahead(dark, more) });
    page.source = ahead(page.source, more);
  },
};

function ahead(html: string, files: string[]): string {
  const links = files.map((one) => `  <link rel="modulepreload" crossorigin href="/${one}">\n  `);
  return html.replace('</head>', `${links.join('')}</head>`);
}

const server = process.env.XINGTAN_SERVER ?? 'http://127.0.0.1:8080';

const proxy = { '/api': server, '/media': server, '/ws': { target: server, ws: true } };

// Each page names what it loads later, and chance does not compress: 42 bits tell versions apart.
const NAMES = {
  entryFileNames: 'assets/[name]-[hash:7].js',
  chunkFileNames: 'assets/[name]-[hash:7].js',
  assetFileNames: 'assets/[name]-[hash:7][extname]',
};

export default defineConfig(({ mode }) => ({
  plugins: [newestFonts, mode === 'mock' ? mockServer() : firstPaint],
  resolve: { alias: { '~': fileURLToPath(new URL('./src', import.meta.url)) } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  css: {
    transformer: 'lightningcss',
    lightningcss: {
      targets: { chrome: 87 << 16, safari: 14 << 16, firefox: 115 << 16 },
      // The areas of a grid are named across the modules of its parts.
      cssModules: { pattern: '[name]-[local]-[hash]', grid: false },
    },
  },
  build: {
    target,
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { ...NAMES, codeSplitting: { groups: GROUPS } } },
  },
  server: {
    port: 5173,
    ...(mode === 'mock' ? {} : { proxy }),
  },
  test: {
    environment: 'happy-dom',
    include: [
      'src/**/*.test.{ts,tsx}',
      'board/**/*.test.ts',
      'tools/**/*.test.ts',
      'pack/**/*.test.ts',
    ],
  },
}));
