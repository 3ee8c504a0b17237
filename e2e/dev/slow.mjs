// Opens pages as over a weak link (400 kbit/s, 400 ms) and says what is seen when.
// Usage: XINGTAN_TEST_BINARY=<xingtan> node dev/slow.mjs [folder for pictures]

import { join } from 'node:path';
import { openBrowser, PHONE } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { furnish, STOPS } from '../stage/tour.mjs';
import { openLook } from '../stage/visit.mjs';

const LINK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const PAGES = {
  'sign-in': 'button[type=submit]',
  'today-learner': 'h1[class]',
  'room-learner': '[class*="network"][data-level="good"]',
};
const SHOTS_MS = [1000, 2000, 3000, 4500];

const [, , folder] = process.argv;
const server = await startServer();
const world = await furnish(server);
const browser = await openBrowser();
try {
  for (const [name, ready] of Object.entries(PAGES)) {
    for (const visit of ['first', 'second']) await measure(name, ready, visit);
    if (folder) await measure(name, ready, 'photographed');
  }
} finally {
  await browser.close();
  world.stop();
  await server.stop();
}

/** One visit in a fresh profile; the second finds the cache of the first. */
async function measure(name, ready, visit) {
  const stop = STOPS.find((one) => one.name === name);
  const look = { device: PHONE, language: 'zh-CN', theme: 'light' };
  const tour = await openLook(browser, world, look);
  if (stop.who) {
    const [cookie, ...value] = world.sessions[stop.who].split('=');
    const url = server.url;
    await tour.context.addCookies([{ name: cookie, value: value.join('='), url }]);
  }
  const path = typeof stop.path === 'function' ? stop.path(world.lessons) : stop.path;
  const page = await tour.context.newPage();
  if (visit === 'second') {
    await page.goto(`${server.url}${path}`);
    await page.locator(ready).first().waitFor();
    await page.goto('about:blank');
  }
  const wire = await tour.context.newCDPSession(page);
  const bytes = await count(wire);
  await wire.send('Network.emulateNetworkConditions', LINK);
  await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = Date.now();
  const going = page.goto(`${server.url}${path}`, { waitUntil: 'commit' });
  if (visit === 'photographed') await photographs(page, name, start);
  await going;
  await page.locator(ready).first().waitFor({ timeout: 30_000 });
  const ready_ms = Date.now() - start;
  const drawn = await page.evaluate(whatWasDrawn);
  const line = { name, visit, ready_ms, ...drawn, kib: (bytes.own / 1024).toFixed(1) };
  if (visit !== 'photographed') process.stdout.write(`${JSON.stringify(line)}\n`);
  await tour.context.close();
}

/** Counts what came over the wire, but for the moving picture. */
async function count(wire) {
  const bytes = { own: 0 };
  const media = new Set();
  await wire.send('Network.enable');
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (request.url.includes('/media/')) media.add(requestId);
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!media.has(requestId)) bytes.own += encodedDataLength;
  });
  return bytes;
}

async function photographs(page, name, start) {
  for (const at of SHOTS_MS) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, start + at - Date.now())));
    await page.screenshot({ path: join(folder, `${name}.${at}ms.png`) });
  }
}

/** Runs in the page. */
function whatWasDrawn() {
  const [first] = performance.getEntriesByName('first-contentful-paint');
  return new Promise((resolve) => {
    const seen = { fcp_ms: Math.round(first?.startTime ?? -1), lcp_ms: 0, shift: 0 };
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) seen.lcp_ms = Math.round(one.startTime);
    }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => {
      for (const one of list.getEntries()) seen.shift += one.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve({ ...seen, shift: Number(seen.shift.toFixed(3)) }), 300);
  });
}
