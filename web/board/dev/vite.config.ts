// Builds the page to try the board, with the engine as a chunk of its own:
// npx vite build --config board/dev/vite.config.ts
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  base: './',
  build: {
    target: ['chrome87', 'safari14', 'firefox115'],
    modulePreload: { polyfill: false },
    outDir: here('../../node_modules/.board'),
    emptyOutDir: true,
    rolldownOptions: {
      // What only the page needs must not hide in the engine's chunk, nor the other way round.
      output: {
        chunkFileNames: '[name].js',
        entryFileNames: 'page.js',
        codeSplitting: { groups: [{ name: 'wire', test: /board\/(wire|state)\// }] },
      },
    },
  },
});
