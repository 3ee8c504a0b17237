// The stage is for every WebRTC, not for browsers alone: aiortc sends by WHIP and watches by WHEP,
// ffmpeg sends by WHIP. Each has a tone and a colour of its own, which must arrive.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newLesson } from '../stage/lessons.mjs';
import { aiortc, sendByFfmpeg } from '../stage/peers.mjs';
import { openBrowser, pageAs, signIn, UNGUARDED } from '../stage/people.mjs';
import { perceive, perceivedNow, sendTone } from '../stage/senses.mjs';
import { startServer, until } from '../stage/server.mjs';
import { isColour, perceived, taken } from '../stage/spectrum.mjs';
import { endSession, watchStage } from '../stage/webrtc.mjs';

/** A tone has come through when it is off by this much at most. */
const HZ_OFF_MAX = 12;

let server;
let browser;
let teacher;
let learner;
let lesson;
let key;
const pages = {};
const running = [];

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  [teacher, learner] = await Promise.all([signIn(server, 'chen'), signIn(server, 'wang.zihan')]);
  lesson = await newLesson(server, teacher, '各种编码器');
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  key = (await teacher.call('GET', `/api/lessons/${lesson}/stream`)).body.key;
  [pages.teacher, pages.learner] = await Promise.all(
    [teacher, learner].map((person) => pageAs(browser, server, person, UNGUARDED)),
  );
  await Promise.all(Object.values(pages).map((page) => page.goto(server.url)));
  const watched = await watchStage(pages.learner, `/api/lessons/${lesson}/whep`);
  assert.equal(watched.status, 201, watched.sdp);
  await perceive(pages.learner, 440);
});

after(async () => {
  await Promise.all(running.map((peer) => peer.stop()));
  await browser?.close();
  await server?.stop();
});

const whip = () => `${server.url}/api/lessons/${lesson}/whip`;

/** Where a player without sign-in has the stage, or the programme. */
async function addressOf(kind) {
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/media`);
  return `${server.url}${body.find((one) => one.kind === kind).url}`;
}

function arrived(what, { hz, colour }) {
  return Math.abs(what.hz - hz) <= HZ_OFF_MAX && isColour(what.colour, colour);
}

/** Asks until what is sent has arrived; says what was there when it never does. */
async function comes(to, sent, ask) {
  let last;
  const asked = async () => {
    last = await ask();
    return last && arrived(last, sent) && last;
  };
  return until(`it comes to ${to}`, asked, 20).catch((error) => {
    throw new Error(`${error.message}: ${JSON.stringify(last)}, not ${JSON.stringify(sent)}`);
  });
}

const toBrowser = (sent) => comes('a browser', sent, () => perceivedNow(pages.learner));

async function toThoseByHttp(sent) {
  const address = await addressOf('fmp4');
  return comes('those who watch by HTTP', sent, async () => perceived(await taken(address, 2)));
}

async function toAiortc(sent) {
  const peer = aiortc('watch', await addressOf('whep'), { hz: sent.hz });
  running.push(peer);
  const seen = await comes('aiortc', sent, () => peer.last());
  await peer.stop();
  assert.equal(peer.last().ended, true, 'its session ended in order');
  return seen;
}

test('what aiortc sends is heard and seen everywhere', async () => {
  const sent = { hz: 440, colour: [200, 60, 40] };
  const peer = aiortc('send', whip(), { key, hz: sent.hz, colour: sent.colour.join() });
  running.push(peer);
  await until('it is connected', () => peer.last()?.state === 'connected');
  await Promise.all([toBrowser(sent), toThoseByHttp(sent)]);
  await toAiortc(sent);
  await peer.stop();
  assert.equal(peer.last().ended, true, 'its session ended in order');
});

test('aiortc hears and sees what a browser sends', async () => {
  const sent = { hz: 880, colour: [40, 90, 200] };
  const begun = await sendTone(pages.teacher, `/api/lessons/${lesson}/whip`, sent);
  assert.equal(begun.status, 201, begun.sdp);
  await toAiortc(sent);
  await toBrowser(sent);
  assert.equal(await endSession(pages.teacher, 'sending'), 200);
});

test('what ffmpeg sends by WHIP is heard and seen everywhere', async (t) => {
  const sent = { hz: 660, colour: [40, 160, 60] };
  const encoder = sendByFfmpeg(whip(), key, sent);
  running.push(encoder);
  t.after(() => t.diagnostic(encoder.complaints));
  await Promise.all([toBrowser(sent), toThoseByHttp(sent)]);
  await toAiortc(sent);
  await encoder.stop();
  // It says goodbye: else its place would be taken for twenty seconds more.
  const state = async () => (await teacher.call('GET', `/api/lessons/${lesson}/stream`)).body.state;
  await until('its session has ended', async () => (await state()) !== 'publishing', 5);
});

test('an encoder with another key is told so', async () => {
  const encoder = sendByFfmpeg(whip(), 'wrong', { hz: 660, colour: [40, 160, 60] });
  running.push(encoder);
  await until('it gives up', () => encoder.hasEnded());
  assert.match(encoder.complaints, /401/);
});
