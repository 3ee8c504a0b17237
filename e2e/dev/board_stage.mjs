// A browser with the board's own page (web/board/dev), built or served by Vite, and a hand.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const BUILT = fileURLToPath(new URL('../../web/node_modules/.board/', import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-precise-memory-info',
  '--js-flags=--expose-gc',
];

/** Serves what `vite build --config board/dev/vite.config.ts` made. */
async function serve() {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://board').pathname;
    const name = path === '/' ? 'index.html' : path.slice(1);
    try {
      const body = await readFile(join(BUILT, name));
      response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'text/plain' }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** Opens the page with this query. */
export async function openBoard(query, size = { width: 1280, height: 720 }, ratio = 1) {
  const server = await serve();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: ratio });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(error));
  page.on('console', (line) => line.type() === 'error' && console.error(line.text()));
  await page.goto(`http://127.0.0.1:${server.address().port}/?${query}`);
  await page.waitForFunction(() => window.stage?.boards.every((board) => board.writer));
  const cdp = await context.newCDPSession(page);
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { page, cdp, close };
}

/** Moves a pen along [x, y, force] in CSS pixels, `every` milliseconds between two places. */
export async function draw(cdp, places, { every = 0, pointerType = 'pen' } = {}) {
  const send = (type, [x, y, force]) =>
    cdp.send('Input.dispatchMouseEvent', {
      type,
      x,
      y,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType,
      force: type === 'mouseReleased' ? 0 : (force ?? 0.5),
    });
  await send('mousePressed', places[0]);
  for (const place of places.slice(1)) {
    if (every > 0) await new Promise((done) => setTimeout(done, every));
    await send('mouseMoved', place);
  }
  await send('mouseReleased', places.at(-1));
}
