// Runs in a network namespace of its own, started by `tests/blocked.test.mjs`: the server is here,
// the browser is behind a wire that first carries everything and then nothing but TCP.

import assert from 'node:assert/strict';
import { newLesson } from './lessons.mjs';
import { HERE, wireFromHere } from './namespaces.mjs';
import { CHROMIUM, openBrowser, pageAs, signIn, UNGUARDED } from './people.mjs';
import { perceive, perceivedNow, sendTone } from './senses.mjs';
import { startServer, until } from './server.mjs';
import { isColour, perceived, taken } from './spectrum.mjs';
import { received, watchStage } from './webrtc.mjs';

const SENT = { hz: 520, colour: [40, 160, 60] };
const SENT_ANEW = { hz: 700, colour: [200, 60, 40] };

const wire = wireFromHere();
let server;
let browser;

async function open(person) {
  const page = await pageAs(browser, server, person, UNGUARDED);
  await page.goto(server.url);
  return page;
}

/** A page watches; gives by which protocol, when tone and colour have come. */
async function watches(page, lesson, sent) {
  const watched = await watchStage(page, `/api/lessons/${lesson}/whep`);
  assert.equal(watched.status, 201, watched.sdp);
  await perceive(page, sent.hz);
  return comes(page, sent);
}

function isSent({ hz, colour }, sent) {
  return Math.abs(hz - sent.hz) < 12 && isColour(colour, sent.colour);
}

async function comes(page, sent) {
  await until('tone and colour come', async () => isSent(await perceivedNow(page), sent));
  const { frames } = await received(page);
  await until('they go on', async () => (await received(page)).frames > frames + 25);
  return (await received(page)).protocol;
}

function isCutOff(page, which) {
  return page.evaluate(
    (name) => globalThis[name].connection.connectionState !== 'connected',
    which,
  );
}

/** In the page: whether a connection is cut off, or has gone over to TCP. */
async function hasLeftUdp(which) {
  const { connection } = globalThis[which];
  if (connection.connectionState !== 'connected') return true;
  const reports = await connection.getStats();
  const pairs = [...reports.values()].filter((one) => one.type === 'candidate-pair');
  const isTcp = (pair) => reports.get(pair.localCandidateId)?.protocol === 'tcp';
  return pairs.some((pair) => pair.nominated && pair.state === 'succeeded' && isTcp(pair));
}

async function sends(page, lesson, sent) {
  const begun = await sendTone(page, `/api/lessons/${lesson}/whip`, sent);
  assert.equal(begun.status, 201, begun.sdp);
}

async function tell() {
  await wire.lay();
  server = await startServer({ host: HERE });
  const trusted = `--unsafely-treat-insecure-origin-as-secure=${server.url}`;
  browser = await openBrowser([trusted], { executablePath: wire.program(CHROMIUM) });
  const [teacher, learner] = await Promise.all([
    signIn(server, 'chen'),
    signIn(server, 'wang.zihan'),
  ]);
  const lesson = await newLesson(server, teacher, '防火墙后的课');
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  const [desk, seat, late] = await Promise.all([teacher, learner, learner].map(open));

  assert.ok(await wire.carriesUdp(), 'datagrams get through at first');
  await sends(desk, lesson, SENT);
  assert.equal(await watches(seat, lesson, SENT), 'udp');

  wire.blockUdp();
  assert.ok(!(await wire.carriesUdp()), 'then they do not');
  // Who has kept a second way in reserve goes on by it; who has not comes anew.
  const hasLeft = (page, which) => page.evaluate(hasLeftUdp, which);
  await until('both pages know that their way is gone', async () => {
    return (await hasLeft(desk, 'sending')) && (await hasLeft(seat, 'watching'));
  });
  const sent = (await isCutOff(desk, 'sending')) ? SENT_ANEW : SENT;
  if (sent === SENT_ANEW) await sends(desk, lesson, sent);
  assert.equal(await watches(late, lesson, sent), 'tcp');
  // What went before is not yet known to be gone, and yet its place is taken by HTTP too.
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/media`);
  const { url } = body.find((one) => one.kind === 'fmp4');
  await until(
    'who watches by HTTP sees it',
    async () =>
      isColour((await perceived(await taken(`${server.url}${url}`, 2))).colour, sent.colour),
    15,
  );
}

try {
  await tell();
} finally {
  await browser?.close();
  await server?.stop();
  wire.end();
}
