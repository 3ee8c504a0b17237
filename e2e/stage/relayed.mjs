// Runs in a network namespace of its own, started by `tests/relayed.test.mjs`: the server and a
// TURN server are here, the browsers are behind a firewall that lets through pages and one port of
// the TURN server, and nothing else: first that for TCP, then that for TLS.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { coloursOn, hearsAll, madeUp, RED, tonesOn } from './colours.mjs';
import { startCoturn, turnAt } from './coturn.mjs';
import { newLesson } from './lessons.mjs';
import { HERE, wireFromHere } from './namespaces.mjs';
import { CHROMIUM, keepsConnections, openBrowser, pageAs, signIn } from './people.mjs';
import { freePort, startServer, until } from './server.mjs';
import { trust } from './trust.mjs';

const TURN = { tcp: 3478, tls: 5349 };
const STAGE = 7882;
/** A page that is cut off knows it only when ICE has asked in vain for a while. */
const PATIENCE_S = 90;

const wire = wireFromHere();
const home = mkdtempSync(join(tmpdir(), 'xingtan-home-'));
let server;
let coturn;
let browser;

/** By which ways a page's connections go, of those that are up, and how many pictures came. */
function ways(page) {
  return page.evaluate(async () => {
    const found = [];
    for (const connection of globalThis.connections) {
      if (connection.connectionState !== 'connected') continue;
      const reports = await connection.getStats();
      const all = [...reports.values()];
      const { selectedCandidatePairId } = all.find((one) => one.type === 'transport');
      const pair = reports.get(selectedCandidatePairId);
      const { candidateType, relayProtocol } = reports.get(pair.localCandidateId);
      const lines = all.filter((one) => one.type === 'inbound-rtp' && one.kind === 'video');
      const pictures = lines.reduce((sum, line) => sum + (line.framesDecoded ?? 0), 0);
      found.push({ way: `${candidateType} ${relayProtocol}`, pictures });
    }
    return found;
  });
}

async function goes(page, way) {
  await until(
    `a page goes by ${way}`,
    async () => {
      const found = await ways(page);
      return found.length > 0 && found.every((one) => one.way === way);
    },
    PATIENCE_S,
  );
}

/** Opens the lesson's room for somebody who watches, and waits until the stage comes by this way. */
async function watches(name, lesson, way) {
  const page = await enter(await signIn(server, name), lesson);
  const sees = async () => (await coloursOn(page)).includes('red');
  await until('he sees the teacher', sees, PATIENCE_S);
  await until('he hears the teacher', async () => (await tonesOn(page, [RED.hz])).length === 1);
  await goes(page, way);
  const [{ pictures }] = await ways(page);
  await until('pictures go on to come', async () => (await ways(page))[0].pictures > pictures + 20);
  assert.equal(await page.locator('video[src]').count(), 0, 'nothing comes by HTTP');
}

async function enter(person, lesson) {
  const page = await pageAs(browser, server, person);
  await keepsConnections(page);
  await hearsAll(page);
  await page.addInitScript(() => localStorage.setItem('xt.quality', 'full'));
  await page.goto(`${server.url}/room/${lesson}`);
  return page;
}

async function tell() {
  await wire.lay();
  const secure = [
    '--tls',
    'own',
    '--tls-names',
    HERE,
    '--tls-listen',
    `${HERE}:${await freePort()}`,
  ];
  const flags = [...secure, '--stage', `${HERE}:${STAGE}`];
  server = await startServer({ host: HERE, flags, variables: turnAt(HERE, TURN) });
  coturn = startCoturn(server, TURN);
  for (const port of Object.values(TURN)) {
    await until('the TURN server listens', () => wire.carriesTcp(port));
  }
  await trust(server, home);
  const trusted = `--unsafely-treat-insecure-origin-as-secure=${server.url}`;
  const executablePath = wire.program(CHROMIUM);
  browser = await openBrowser([trusted, ...madeUp(RED)], { home, executablePath });
  const teacher = await signIn(server, 'chen');
  const lesson = await newLesson(server, teacher, '中继过来的课');

  assert.ok(await wire.carriesUdp(), 'datagrams get through at first');
  assert.ok(wire.carriesTcp(STAGE), 'and so does TCP');
  const pages = Number(new URL(server.url).port);
  wire.letThrough([pages, TURN.tcp]);
  assert.ok(!(await wire.carriesUdp()), 'then datagrams do not');
  assert.ok(!wire.carriesTcp(STAGE) && !wire.carriesTcp(TURN.tls), 'nor TCP to other ports');

  const desk = await enter(teacher, lesson);
  await desk.getByRole('button', { name: '用本机讲课' }).first().click();
  await desk.getByRole('button', { name: '开始上课并上讲台' }).first().click();
  await goes(desk, 'relay tcp');
  await watches('wang.zihan', lesson, 'relay tcp');

  // The way that both have is cut off; the page of who sends finds the other by itself.
  wire.letThrough([pages, TURN.tls]);
  assert.ok(!wire.carriesTcp(TURN.tcp) && wire.carriesTcp(TURN.tls), 'TLS alone gets through');
  await goes(desk, 'relay tls');
  await watches('li.xiaoyu', lesson, 'relay tls');
}

try {
  await tell();
} finally {
  await browser?.close();
  coturn?.stop();
  await server?.stop();
  wire.end();
  rmSync(home, { recursive: true, force: true });
}
