// Photographs every page and state, for people to look at.
// Usage: XINGTAN_TEST_BINARY=<xingtan> node dev/shots.mjs <folder> [part of a name] [look]

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, openBrowser, PHONE } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';
import { furnish, STOPS } from '../stage/tour.mjs';
import { openLook, visit } from '../stage/visit.mjs';

const LOOKS = [];
for (const [size, device] of Object.entries({ phone: PHONE, pc: DESK })) {
  for (const language of ['zh-CN', 'en']) {
    for (const theme of ['light', 'dark']) {
      LOOKS.push({ name: `${size}.${language}.${theme}`, device, language, theme });
    }
  }
}

const [, , folder, wanted = '', wantedLook = ''] = process.argv;
if (!folder) throw new Error('usage: node dev/shots.mjs <folder> [part of a name] [look]');
mkdirSync(folder, { recursive: true });
const server = await startServer();
let browser;
let world;
try {
  world = await furnish(server);
  browser = await openBrowser();
  for (const look of LOOKS.filter((one) => one.name.includes(wantedLook))) {
    const tour = await openLook(browser, world, look);
    for (const stop of STOPS.filter((one) => one.name.includes(wanted))) {
      await photograph(tour, stop);
    }
    await tour.context.close();
  }
} finally {
  await browser?.close();
  world?.stop();
  await server.stop();
}

async function photograph(tour, stop) {
  const { page, errors } = await visit(tour, stop);
  for (const error of errors) process.stderr.write(`${stop.name} in ${tour.name}: ${error}\n`);
  if (stop.live) {
    await until('the picture is there', () =>
      page.evaluate(() => document.querySelector('video')?.videoWidth > 0),
    );
  }
  await page.waitForLoadState('networkidle', { timeout: 800 }).catch(() => {});
  const path = join(folder, `${stop.name}.${tour.name}.png`);
  await page.screenshot({ path, fullPage: !stop.name.startsWith('room') });
  await page.close();
}
