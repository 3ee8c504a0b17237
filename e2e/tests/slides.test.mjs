// Beside a slide the picture goes on in its tile, and the two can be swapped.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeClip, numberOn, RATE, watch } from '../stage/counter.mjs';
import { giveDeck, PDF } from '../stage/decks.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { DESK, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

// Made before anything waits for an answer.
const CLIP = makeClip(160);

let server;
let browser;
let lesson;
let encoder;
let desk;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const teacher = await signIn(server, 'chen');
  lesson = await newLesson(server, teacher, '练习');
  const { school } = (await teacher.call('GET', `/api/lessons/${lesson}`)).body;
  const deck = await giveDeck(server, teacher, { lesson, school: school.id, document: PDF });
  await teacher.call('POST', `/api/lessons/${lesson}/opening`);
  desk = await RoomSocket.open(server, teacher, lesson);
  encoder = await goLive(server, teacher, lesson, CLIP);
  await desk.act({ type: 'turn_page', surface: { kind: 'slide', deck: deck.id, page: 2 } });
});

after(async () => {
  encoder?.stop();
  desk?.close();
  await browser?.close();
  await server?.stop();
});

/** How wide the moving picture is on the stage, of the stage's width. */
const share = (page) =>
  page.evaluate(() => {
    const video = document.querySelector('video').getBoundingClientRect();
    return video.width / document.querySelector('video').parentElement.clientWidth;
  });

for (const [name, device] of Object.entries({ phone: PHONE, desk: DESK })) {
  test(`on a ${name} the picture moves in its tile beside the slide`, async () => {
    const learner = await signIn(server, 'li.xiaoyu');
    const page = await pageAs(browser, server, learner, device);
    await page.goto(`${server.url}/room/${lesson}`);
    await page.locator('img[data-there]').waitFor();
    await watch(page);
    const first = await until('the picture is there', () => numberOn(page));
    await until('it moves', async () => (await numberOn(page)) > first + RATE);
    assert.ok((await share(page)) < 0.3, 'it is the smaller one');
    await page.getByRole('button', { name: '放大画面' }).click();
    await until('it is the larger one', async () => (await share(page)) > 0.9);
    const second = await numberOn(page);
    await until('it moves on', async () => (await numberOn(page)) > second + RATE);
    await page.getByRole('button', { name: '放大课件' }).click();
    await page.getByRole('button', { name: '隐藏小窗' }).click();
    await page.locator('video').waitFor({ state: 'hidden' });
    if (process.env.XINGTAN_TEST_SHOTS) {
      await page.getByRole('button', { name: '显示小窗' }).click();
      await page.screenshot({ path: `${process.env.XINGTAN_TEST_SHOTS}/tile-${name}.png` });
    }
    await page.context().close();
  });
}
