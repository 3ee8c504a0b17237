import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { newestFonts } from '../tools/newest_fonts.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Built after the player, beside it.
export default defineConfig({
  root: here('.'),
  plugins: [newestFonts],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: ['chrome87', 'safari14', 'firefox115'],
    outDir: here('../dist/pack'),
    emptyOutDir: false,
    copyPublicDir: false,
    // A page opened from a disk has no other way to a font.
    assetsInlineLimit: 1 << 20,
    lib: {
      entry: here('./formula.ts'),
      formats: ['iife'],
      name: 'XingtanFormula',
      fileName: () => 'formula.js',
    },
  },
});
