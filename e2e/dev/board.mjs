// Measures the board with a surface as full as after three hours of class: 20,000 strokes.
// Build its page first: (cd ../web && npx vite build --config board/dev/vite.config.ts)
// Usage: node dev/board.mjs [throttling] [strokes]    prints a table; see docs/measurements.

import { cpus, loadavg } from 'node:os';
import { draw, openBoard } from './board_stage.mjs';

const throttling = Number(process.argv[2] ?? 4);
const strokes = Number(process.argv[3] ?? 20_000);
const DRAWN = 60;

const { page, cdp, close } = await openBoard('slide&bare&delay=80');
try {
  await page.evaluate(watchCanvases);
  await page.evaluate((count) => {
    const { crowded, surface, LIN } = window.stage;
    window.full = crowded(surface, LIN, count);
  }, strokes);
  const bytes = await page.evaluate(() => window.full.length);
  const heapBefore = await heap();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: throttling });
  const load = await page.evaluate(loadFull);
  const idle = await frames(async () => new Promise((done) => setTimeout(done, 2_000)));
  const drawing = await frames(drawStrokes);
  const erasing = await frames(eraseSome);
  const count = await page.evaluate(() => window.stage.boards[0].state.count);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const heapAfter = await heap();
  const canvases = await page.evaluate(() => ({ now: window.canvasBytes(), peak: window.peak }));
  const rows = {
    strokes,
    'snapshot, bytes': bytes,
    'load() returns after, ms': load.loaded,
    'whole picture after, ms': load.painted,
    'strokes drawn meanwhile': DRAWN,
    'main thread per frame, resting, p50 / p95 / max, ms': spread(idle.work),
    'main thread per frame, drawing, p50 / p95 / max, ms': spread(drawing.work),
    'main thread per frame, erasing, p50 / p95 / max, ms': spread(erasing.work),
    'from frame to frame, drawing, p50 / p95 / max, ms': spread(drawing.distance),
    'from frame to frame, erasing, p50 / p95 / max, ms': spread(erasing.distance),
    'elements seen at the end': count,
    'JS heap before the load, MiB': heapBefore,
    'JS heap at the end, MiB': heapAfter,
    'canvases at the end, MiB': (canvases.now / 2 ** 20).toFixed(1),
    'canvases at most, MiB': (canvases.peak / 2 ** 20).toFixed(1),
  };
  const [cpu] = cpus();
  const load_ = loadavg()[0].toFixed(1);
  console.log(
    `${cpu.model}, ${cpus().length} cores, load ${load_}, throttled ${throttling} times.\n`,
  );
  console.log('| what | measured |\n| --- | ---: |');
  for (const [name, value] of Object.entries(rows)) console.log(`| ${name} | ${value} |`);
} finally {
  await close();
}

function spread(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  return [at(0.5), at(0.95), sorted.at(-1)].map((ms) => ms?.toFixed(1)).join(' / ');
}

/** Used memory after collecting garbage: objects and array buffers. */
async function heap() {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize = 0 } = await cdp.send('Runtime.getHeapUsage');
  return ((usedSize + backingStorageSize) / 2 ** 20).toFixed(1);
}

/** Notes every canvas, attached or not, and the most that all took together. */
function watchCanvases() {
  const seen = new Set();
  const make = document.createElement.bind(document);
  document.createElement = (name, ...rest) => {
    const element = make(name, ...rest);
    if (name === 'canvas') seen.add(new WeakRef(element));
    return element;
  };
  for (const canvas of document.querySelectorAll('canvas')) seen.add(new WeakRef(canvas));
  window.canvasBytes = () => {
    let sum = 0;
    for (const ref of seen) sum += 4 * (ref.deref()?.width ?? 0) * (ref.deref()?.height ?? 0);
    return sum;
  };
  window.peak = 0;
  setInterval(() => {
    window.peak = Math.max(window.peak, window.canvasBytes());
  }, 50);
}

async function loadFull() {
  const [board] = window.stage.boards;
  const start = performance.now();
  board.load(window.full);
  const loaded = Math.round(performance.now() - start);
  window.full = null;
  while (board.isPainting) await new Promise((done) => setTimeout(done, 50));
  return { loaded, painted: Math.round(performance.now() - start) };
}

/**
 * Frame by frame, in milliseconds: the distance to the frame before, and how long the main thread
 * itself computed for it, input included: what else the machine does is not in it.
 */
async function frames(doing) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on('Tracing.dataCollected', collect);
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  const categories = 'toplevel,devtools.timeline';
  await cdp.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await page.evaluate(() => {
    window.isWatched = true;
    const each = () => window.isWatched && requestAnimationFrame(each);
    requestAnimationFrame(each);
  });
  await doing();
  await page.evaluate(() => {
    window.isWatched = false;
  });
  await cdp.send('Tracing.end');
  await complete;
  cdp.off('Tracing.dataCollected', collect);
  return byFrame(events);
}

function byFrame(events) {
  const main = events.find((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
  const own = events.filter(
    ({ ph, pid, tid }) => ph === 'X' && pid === main.pid && tid === main.tid,
  );
  own.sort((a, b) => a.ts - b.ts);
  const [work, distance] = [[], []];
  let [sum, last, end] = [0, 0, 0];
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    if (name === 'FireAnimationFrame' && ts - last > 4_000) {
      if (last > 0) {
        work.push(sum / 1_000);
        distance.push((ts - last) / 1_000);
      }
      [sum, last] = [0, ts];
    }
    // Tasks of tasks are in their tasks.
    if (!name.includes('RunTask') || ts < end) continue;
    sum += tdur;
    end = ts + dur;
  }
  return { work, distance };
}

async function drawStrokes() {
  for (let n = 0; n < DRAWN; n++) {
    const [x, y] = [80 + (n % 10) * 110, 60 + Math.floor(n / 10) * 105];
    const places = Array.from({ length: 60 }, (_, k) => [
      x + 1.5 * k,
      y + 25 * Math.sin(k / 6),
      0.3 + 0.4 * Math.sin((Math.PI * k) / 60),
    ]);
    await draw(cdp, places, { every: 7 });
  }
}

async function eraseSome() {
  await page.evaluate(() => window.stage.boards[0].set({ tool: 'eraser' }));
  for (const y of [200, 500]) {
    const places = Array.from({ length: 20 }, (_, k) => [300 + 4 * k, y + 2 * k, 0.5]);
    await draw(cdp, places, { every: 16 });
    await new Promise((done) => setTimeout(done, 1_500));
  }
}
