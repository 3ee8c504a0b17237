import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page goes along as it is: it names its scripts itself, and none of them is a module. */
const page: Plugin = {
  name: 'pack-page',
  generateBundle() {
    const source = readFileSync(here('./index.html'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'index.html', source });
  },
};

export default defineConfig({
  root: here('.'),
  base: './',
  plugins: [page],
  resolve: { alias: { '~': here('../src') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'process.env.NODE_ENV': '"production"' },
  css: {
    transformer: 'lightningcss',
    lightningcss: { targets: { chrome: 87 << 16, safari: 14 << 16, firefox: 115 << 16 } },
  },
  build: {
    target: ['chrome87', 'safari14', 'firefox115'],
    outDir: here('../dist/pack'),
    emptyOutDir: true,
    copyPublicDir: false,
    lib: {
      entry: here('./main.tsx'),
      formats: ['iife'],
      name: 'XingtanPlayer',
      fileName: () => 'player.js',
      cssFileName: 'player',
    },
  },
});
