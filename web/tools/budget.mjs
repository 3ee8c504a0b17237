// Holds each route's first load (entry included) to its budget, in KiB of Brotli.
import { readFileSync } from 'node:fs';

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
const BUDGETS = {
  room: 30,
  'sign-in': 30,
  today: 60,
  lessons: 60,
  prepare: 120,
};
const PACK = 60;

function files(key, seen = new Set()) {
  const chunk = manifest[key];
  if (!chunk || seen.has(chunk.file)) return seen;
  seen.add(chunk.file);
  for (const one of chunk.imports ?? []) files(one, seen);
  return seen;
}

for (const [route, budget] of Object.entries(BUDGETS)) {
  const all = files('index.html');
  files(`src/routes/${route}.tsx`, all);
  if (budget > 30) files('src/routes/Shell.tsx', all);
  let bytes = 0;
  for (const file of all) bytes += readFileSync(`dist/${file}.br`).length;
  const size = bytes / 1024;
  console.log(`${route}: ${size.toFixed(1)} of ${budget} KiB`);
  if (size > budget) process.exitCode = 1;
}

// The offline player is no route: it goes into every lesson pack.
const player = ['player.js', 'player.css', 'index.html'];
const bytes = player.map((file) => readFileSync(`dist/pack/${file}.br`).length);
const size = bytes.reduce((sum, one) => sum + one, 0) / 1024;
console.log(`pack: ${size.toFixed(1)} of ${PACK} KiB`);
if (size > PACK) process.exitCode = 1;
