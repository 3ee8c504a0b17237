// A bad network between everybody and the server: one datagram in twenty is lost in each direction,
// each of the others is held up for a time of its own. Sound goes on, and so does the picture.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newLesson } from '../stage/lessons.mjs';
import { aiortc } from '../stage/peers.mjs';
import { openBrowser, pageAs, signIn, UNGUARDED } from '../stage/people.mjs';
import { gaps, perceive, perceiveAnew, perceivedNow, sendTone } from '../stage/senses.mjs';
import { freePort, startServer, until } from '../stage/server.mjs';
import { isColour } from '../stage/spectrum.mjs';
import { roadTo } from '../stage/weather.mjs';
import { received, watchStage } from '../stage/webrtc.mjs';

const BAD = { loss: 0.05, jitterMs: 100 };
/** How long the receivers may take to learn what the network is like. */
const LEARNS_MS = 5_000;
const MEASURED_MS = 20_000;
/** The longest time without the tone. */
const SOUND_GAP_MS = 100;
/** The longest time without a new picture. */
const PICTURE_GAP_MS = 2_000;
const SENT = { hz: 440, colour: [40, 90, 200] };

let road;
let server;
let browser;
let teacher;
let lesson;
let peer;
const pages = {};

before(async () => {
  const port = await freePort();
  road = await roadTo(port, { loss: 0, jitterMs: 0 });
  const variables = { XINGTAN_STAGE: `127.0.0.1:${port}`, XINGTAN_PUBLIC_STAGE: road.address };
  server = await startServer({ variables });
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  const learner = await signIn(server, 'wang.zihan');
  lesson = await newLesson(server, teacher, '网络不好的课');
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  [pages.teacher, pages.learner] = await Promise.all(
    [teacher, learner].map((person) => pageAs(browser, server, person, UNGUARDED)),
  );
  await Promise.all(Object.values(pages).map((page) => page.goto(server.url)));
  const { cookie } = learner;
  const whep = `/api/lessons/${lesson}/whep`;
  peer = aiortc('watch', `${server.url}${whep}`, { cookie, hz: SENT.hz });
  const watched = await watchStage(pages.learner, whep);
  assert.equal(watched.status, 201, watched.sdp);
  const begun = await sendTone(pages.teacher, `/api/lessons/${lesson}/whip`, SENT);
  assert.equal(begun.status, 201, begun.sdp);
  await perceive(pages.learner, SENT.hz);
  await until('the picture comes', async () => (await received(pages.learner)).frames > 25);
  Object.assign(road.weather, BAD);
  await pause(LEARNS_MS);
  await perceiveAnew(pages.learner);
});

after(async () => {
  await peer?.stop();
  await browser?.close();
  await server?.stop();
  await road?.close();
});

test('in bad weather neither sound nor picture breaks off', async (t) => {
  await pause(MEASURED_MS);
  const [found, others] = [await gaps(pages.learner), peer.last()];
  t.diagnostic(`a browser: ${JSON.stringify(found)}`);
  t.diagnostic(`aiortc: ${JSON.stringify(others)}; the road: ${JSON.stringify(road.counted)}`);
  assert.ok(road.counted.lost > 200, 'the weather was bad');
  assert.ok(found.heardMs > MEASURED_MS * 0.9, `${found.heardMs} ms were listened to`);
  assert.ok(found.soundMs <= SOUND_GAP_MS, `${found.soundMs} ms without the tone`);
  assert.ok(found.pictureMs <= PICTURE_GAP_MS, `${found.pictureMs} ms without a picture`);
  assert.ok(isColour((await perceivedNow(pages.learner)).colour, SENT.colour));
  // Of its sound nothing is asked: it drops what came in time where much came out of order.
  assert.ok(others.pictureGapMs <= PICTURE_GAP_MS, `aiortc: ${others.pictureGapMs} ms`);
  assert.ok(isColour(others.colour, SENT.colour));
});

test('after a second without any network the picture goes on within two', async (t) => {
  road.weather.loss = 1;
  await pause(1_000);
  Object.assign(road.weather, BAD);
  await perceiveAnew(pages.learner);
  await pause(PICTURE_GAP_MS + 3_000);
  const found = await gaps(pages.learner);
  t.diagnostic(JSON.stringify(found));
  assert.ok(found.pictureMs <= PICTURE_GAP_MS, `${found.pictureMs} ms without a picture`);
  assert.ok(isColour((await perceivedNow(pages.learner)).colour, SENT.colour));
});
