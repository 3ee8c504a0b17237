// A learner on a line of 100 kbit/s and 400 ms: the page steps down to the voice by itself and says
// so, the voice sounds on, what is asked comes and is answered, and all of it can be undone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { makeClip } from '../stage/counter.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';
import { thinLine } from '../stage/shaper.mjs';

const LINE = { kbps: 100, delayMs: 400 };
/** How long is listened. */
const HEARD_S = 30;
const SLOW = '网络较慢，已切换为声音 + 课件';

// Made before anything waits for an answer.
const CLIP = makeClip(240);

let server;
let line;
let browser;
let teacher;
let lesson;
let desk;
let encoder;
let page;

before(async () => {
  server = await startServer();
  line = await thinLine(server, LINE);
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  lesson = await newLesson(server, teacher, '光的折射');
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  encoder = await goLive(server, teacher, lesson, CLIP);
  const learner = await signIn(server, 'li.xiaoyu');
  page = await pageAs(browser, line, learner, PHONE);
  await page.goto(`${line.url}/room/${lesson}`, { timeout: 60_000 });
});

after(async () => {
  encoder?.stop();
  desk?.close();
  await browser?.close();
  line?.close();
  await server?.stop();
});

/** How far the voice has come, and how often it stood still. */
function voice() {
  return page.evaluate(() => {
    const audio = document.querySelector('audio');
    if (!audio) return null;
    if (audio.pauses === undefined) {
      audio.pauses = 0;
      audio.addEventListener('waiting', () => {
        audio.pauses += 1;
      });
    }
    const { currentTime, paused, muted, pauses } = audio;
    return { currentTime, paused, muted, pauses };
  });
}

test('the page steps down to the voice by itself, and says so', async (t) => {
  const began = Date.now();
  await page.getByText(SLOW).waitFor({ timeout: 90_000 });
  t.diagnostic(`said ${Math.round((Date.now() - began) / 1000)} s after the room was there`);
  await until('the voice sounds', async () => (await voice())?.currentTime > 0, 60);
  assert.equal(await page.evaluate(() => document.querySelector('video').src), '');
  assert.equal(await page.evaluate(() => navigator.mediaSession.metadata?.title), '光的折射');
});

test('the voice sounds on without a gap, by far less than the line', async (t) => {
  // What the picture left on its way has to pass first.
  await pause(10_000);
  const before = { ...(await voice()), ...line.bytes() };
  await pause(HEARD_S * 1000);
  const now = { ...(await voice()), ...line.bytes() };
  const heard = now.currentTime - before.currentTime;
  const minute = (bytes) => Math.round((bytes * 60) / HEARD_S);
  t.diagnostic(`${minute(now.down - before.down)} bytes a minute come`);
  t.diagnostic(`${minute(now.up - before.up)} bytes a minute go`);
  assert.ok(!now.paused && !now.muted);
  // A machine that is busy with other things may hold up more than the line does.
  t.diagnostic(`it stood still ${now.pauses - before.pauses} times`);
  assert.ok(now.pauses - before.pauses <= 1, 'it sounds on');
  assert.ok(Math.abs(heard - HEARD_S) < 2, `${heard} s were heard`);
  assert.ok(minute(now.down - before.down) < (LINE.kbps * 1000 * 60) / 8);
});

test('what is asked comes, and is answered', async (t) => {
  const stem = '光从空气斜射入水中时会偏折吗？';
  // A socket that says nothing for a minute is closed.
  desk = await RoomSocket.open(server, teacher, lesson);
  const began = Date.now();
  const quiz = await desk.openQuiz(stem);
  await page.getByRole('dialog').getByText(stem).waitFor();
  t.diagnostic(`on screen ${Date.now() - began} ms later, in step with the voice`);
  await page.getByRole('dialog').getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已提交').first().waitFor();
  await desk.closeAndShow(quiz);
});

test('all of it can be undone and chosen', async () => {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '恢复画面' }).click();
  await page.getByText(SLOW).waitFor({ state: 'detached' });
  assert.equal(await voice(), null);
  const menu = page.getByLabel('清晰度');
  await menu.selectOption('text');
  await page.getByText('仅课件，没有声音').first().waitFor();
  assert.equal(await voice(), null);
  await menu.selectOption('lean');
  await until('the voice sounds again', async () => (await voice())?.currentTime > 0, 60);
  assert.equal(await page.evaluate(() => localStorage.getItem('xt.quality')), 'lean');
});
