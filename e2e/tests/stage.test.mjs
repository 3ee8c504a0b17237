// A browser is enough to teach: one page sends its camera, others see and hear it within moments.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { newLesson } from '../stage/lessons.mjs';
import { MADE_UP_DEVICES, openBrowser, pageAs, signIn } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';
import { endSession, received, sendCamera, watchStage } from '../stage/webrtc.mjs';

const run = promisify(execFile);

let server;
let browser;
let teacher;
let learner;
let lesson;
const pages = {};

before(async () => {
  server = await startServer();
  browser = await openBrowser(MADE_UP_DEVICES);
  [teacher, learner] = await Promise.all([signIn(server, 'chen'), signIn(server, 'wang.zihan')]);
  lesson = await newLesson(server, teacher, '用浏览器上课');
  [pages.teacher, pages.learner, pages.other] = await Promise.all(
    [teacher, learner, learner].map((person) => pageAs(browser, server, person)),
  );
  await Promise.all(Object.values(pages).map((page) => page.goto(server.url)));
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function whepAddress() {
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/media`);
  return body.find((one) => one.kind === 'whep').url;
}

/** Waits until pictures and sound come, and go on coming. */
async function seesAndHears(page) {
  const ask = async (than) => {
    const seen = await received(page);
    const goesOn = seen.frames > than.frames + 20 && seen.energy > than.energy;
    return goesOn && seen.shown > 0 && seen;
  };
  const before = await received(page);
  const first = await until('pictures and sound come', () => ask(before), 60);
  return until('they go on', () => ask(first), 60);
}

test('nobody sees the stage before the lesson opens, and no learner sends', async () => {
  const early = await watchStage(pages.learner, `/api/lessons/${lesson}/whep`);
  assert.equal(early.status, 409, early.sdp);
  assert.equal((await sendCamera(pages.learner, lesson)).status, 403);
});

test('a page sends its camera and another sees and hears it', async () => {
  const opened = await teacher.call('POST', `/api/lessons/${lesson}/opening`);
  assert.equal(opened.status, 204);
  const sent = await sendCamera(pages.teacher, lesson);
  assert.equal(sent.status, 201, sent.sdp);
  assert.match(sent.session, new RegExp(`^/api/lessons/${lesson}/whip/`));
  assert.match(sent.etag, /^".+"$/);
  assert.match(sent.sdp, /a=ice-lite/);
  const watched = await watchStage(pages.learner, await whepAddress());
  assert.equal(watched.status, 201, watched.sdp);
  const seen = await seesAndHears(pages.learner);
  assert.equal(seen.codec, 'video/H264', 'so that those who watch by HTTP can have it too');
  assert.equal(seen.protocol, 'udp');
});

test('those who watch by HTTP see the same picture and hear the sound', async () => {
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/media`);
  const { url } = body.find((one) => one.kind === 'fmp4');
  const leaving = new AbortController();
  const answer = await fetch(`${server.url}${url}`, { signal: leaving.signal });
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /avc1.*mp4a/);
  const pieces = [];
  const until_ms = Date.now() + 6_000;
  for await (const piece of answer.body) {
    pieces.push(piece);
    if (Date.now() > until_ms) break;
  }
  leaving.abort();
  const { video, audio, loudest } = await decoded(Buffer.concat(pieces));
  assert.ok(video > 30, `${video} pictures`);
  assert.ok(audio > 100, `${audio} pieces of sound`);
  // The made-up microphone beeps.
  assert.ok(loudest > -30, `the loudest is ${loudest} dB`);
});

/** Decodes a piece of a stream: how many pictures and pieces of sound it has, and how loud it is. */
async function decoded(bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'xingtan-stage-'));
  try {
    const file = join(folder, 'piece.mp4');
    await writeFile(file, bytes);
    const options = ['-v', 'info', '-i', file, '-af', 'volumedetect', '-f', 'null', '-'];
    const { stderr: said } = await run('ffmpeg', options);
    const counted = [
      '-v',
      'error',
      '-count_packets',
      '-show_entries',
      'stream=codec_type,nb_read_packets',
    ];
    const { stdout } = await run('ffprobe', [...counted, '-of', 'json', file]);
    const of = (type) => {
      const stream = JSON.parse(stdout).streams.find((one) => one.codec_type === type);
      return Number(stream?.nb_read_packets ?? 0);
    };
    const loudest = Number(/max_volume: (\S+) dB/.exec(said)?.[1] ?? -99);
    return { video: of('video'), audio: of('audio'), loudest };
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('where no datagrams get through it comes by TCP', async () => {
  const address = `/api/lessons/${lesson}/whep`;
  const watched = await watchStage(pages.other, address, { onlyTcp: true });
  assert.equal(watched.status, 201, watched.sdp);
  const seen = await seesAndHears(pages.other);
  assert.equal(seen.protocol, 'tcp');
  assert.equal(await endSession(pages.other, 'watching'), 200);
  await until(
    'it ends there alone',
    async () => (await received(pages.other)).state !== 'connected',
  );
  await seesAndHears(pages.learner);
});

test('what is ended ends for all, and only by who began it', async () => {
  const { session } = await pages.teacher.evaluate(() => ({
    session: globalThis.sending.session,
  }));
  assert.equal((await learner.call('DELETE', session)).status, 403);
  assert.equal(await endSession(pages.teacher, 'sending'), 200);
  assert.equal(await endSession(pages.teacher, 'sending'), 404);
  await until('the connection is closed', () =>
    pages.teacher.evaluate(() => globalThis.sending.connection.connectionState !== 'connected'),
  );
  let last = await received(pages.learner);
  await until('no pictures come', async () => {
    const next = await received(pages.learner);
    const isStill = next.frames === last.frames;
    last = next;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return isStill;
  });
  assert.equal(last.state, 'connected', 'who watches waits for the next');
});

test('an encoder sends by the stream key, and everybody goes when the lesson closes', async () => {
  const { body } = await teacher.call('GET', `/api/lessons/${lesson}/stream`);
  assert.equal((await sendCamera(pages.other, lesson, 'wrong')).status, 401);
  assert.equal((await sendCamera(pages.other, lesson, body.key)).status, 201);
  await seesAndHears(pages.learner);
  await teacher.call('POST', `/api/lessons/${lesson}/closing`);
  await until('both are sent away', async () => {
    const sends = await pages.other.evaluate(() => globalThis.sending.connection.connectionState);
    return sends !== 'connected' && (await received(pages.learner)).state !== 'connected';
  });
});
