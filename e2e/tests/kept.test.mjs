// A lesson is kept on a device, watched there with the network off and the server stopped, and what
// was answered and noted there reaches the server later, each once. It is its keeper's alone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeClip } from '../stage/counter.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { aPdf } from '../stage/plain_pdf.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';
import { makeDeck, putDeck } from '../stage/uploads.mjs';

const SECONDS = 9;

let server;
let browser;
let lesson;

before(async () => {
  [server, browser] = await Promise.all([startServer(), openBrowser()]);
  lesson = await teach();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A lesson with a picture, two pages, a board with ink, and a question that was resolved. */
async function teach() {
  const teacher = await signIn(server, 'chen');
  const id = await newLesson(server, teacher, '光的折射（存到本机）');
  const { school } = (await teacher.call('GET', `/api/lessons/${id}`)).body;
  const files = [{ name: '折射.pdf', bytes: aPdf(['Snell and the law', 'Total reflection']) }];
  const { id: deck } = await makeDeck(server, teacher, { school: school.id, files });
  await putDeck(teacher, id, deck);
  await teacher.call('POST', `/api/lessons/${id}/opening`);
  const desk = await RoomSocket.open(server, teacher, id);
  const encoder = await goLive(server, teacher, id, makeClip(SECONDS));
  const turn = (surface) => desk.act({ type: 'turn_page', surface });
  await turn({ kind: 'slide', deck, page: 1 });
  const asked = await desk.openQuiz('光在水里走得更慢。');
  await desk.closeAndShow(asked);
  await new Promise((done) => setTimeout(done, 2_000));
  await turn({ kind: 'slide', deck, page: 2 });
  await until('the clip is over', () => encoder.ffmpeg.exitCode !== null, SECONDS + 20);
  await teacher.call('POST', `/api/lessons/${id}/closing`);
  desk.close();
  return id;
}

const button = (page, name) => page.getByRole('button', { name });
const tab = (page, name) => page.getByRole('tab', { name });

test('a kept lesson plays, is answered and noted without a network, and all counts once', async () => {
  const person = await signIn(server, 'li.xiaoyu');
  const page = await pageAs(browser, server, person, PHONE);
  const context = page.context();
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${server.url}/replay/${lesson}`);
  await keep(page);

  await server.kill();
  await context.setOffline(true);
  await page.reload();
  await plays(page);
  await finds(page);
  await answers(page);
  await notes(page);
  await page.reload();
  await tab(page, /题目/).click();
  await page.getByText('已保存在本机，联网后自动提交').waitFor();
  await tab(page, /笔记 3/).click();
  await page.getByText('为什么会拐弯？').waitFor();
  await page.goto(`${server.url}/kept`);
  await page.getByText('光的折射（存到本机）').waitFor();
  await page.getByText(/有 4 条答案或笔记等着提交/).waitFor();

  await server.again();
  await context.setOffline(false);
  const read = async (what) =>
    (await person.call('GET', `/api/lessons/${lesson}/${what}`)).body.items;
  await until('all is there', async () => (await read('notes')).length === 3, 30);
  await page.getByText(/等着提交/).waitFor({ state: 'detached' });
  await page.reload();
  await page.goto(`${server.url}/replay/${lesson}`);
  await tab(page, /题目/).click();
  await page.getByText('报告里标为课后补答').waitFor();
  assert.equal((await read('late-answers')).length, 1);
  await page.goto(`${server.url}/lessons/${lesson}/report`);
  await page
    .getByText(/我的答案：/)
    .filter({ hasText: '课后补答' })
    .waitFor();
  await page.goto(`${server.url}/replay/${lesson}`);
  const kinds = (await read('notes')).map((one) => one.kind).sort();
  assert.deepEqual(kinds, ['unclear', 'words', 'words']);
  assert.deepEqual(errors, []);

  await isNobodyElses(context, page, person);
  await goesOnSigningOut(page);
  await context.close();
});

/** Presses what keeps the lesson, sees its weight, and waits for it. */
async function keep(page) {
  await button(page, '存到本机').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/画面和声音/).click();
  await dialog
    .getByText(/约 [\d.]+ MB/)
    .first()
    .waitFor();
  await button(dialog, '开始保存').click();
  await page.getByRole('link', { name: /存在本机的课/ }).waitFor({ timeout: 20_000 });
}

async function plays(page) {
  await page.getByRole('heading', { name: '光的折射（存到本机）' }).waitFor();
  const time = () => page.locator('video').evaluate((element) => element.currentTime);
  await button(page, '播放（空格）').click();
  const from = await time();
  await until('the picture moves', async () => (await time()) > from + 1);
  await page.getByLabel('播放位置').fill('5000');
  await until('the picture goes on from there', async () => (await time()) > 5.5);
  await button(page, '暂停（空格）').click();
  const slide = page.locator('section img').first();
  await until('the page is there', () =>
    slide.evaluate((element) => element.complete && element.naturalWidth === 960),
  );
}

async function finds(page) {
  await button(page, '在本课里查找').click();
  await page.getByRole('searchbox').fill('snell');
  await button(page, /Snell and the law/).click();
  await button(page, '关闭查找').click();
}

async function answers(page) {
  await tab(page, /题目/).click();
  await page.getByText('对', { exact: true }).click();
  await button(page, '提交').click();
  await page.getByText('回答正确').waitFor();
  await page.getByText('已保存在本机，联网后自动提交').waitFor();
}

async function notes(page) {
  await button(page, /标「没懂」/).click();
  await button(page, /在这里记笔记/).click();
  await page.getByRole('textbox', { name: /的笔记/ }).fill('为什么会拐弯？');
  await button(page, '保存').click();
  await tab(page, /笔记 2/).waitFor();
  // The list's own button, at a moment that is no whole number of milliseconds.
  await button(page, /在 .* 记一笔/).click();
  await page.getByRole('textbox', { name: /的笔记/ }).fill('再看一遍');
  await button(page, '保存').click();
  await tab(page, /笔记 3/).waitFor();
}

/** Somebody else signs in on the device whose keeper did not sign out. */
async function isNobodyElses(context, page, keeper) {
  const own = (await keeper.call('GET', '/api/me')).body.id;
  const other = await signIn(server, 'wang.zihan');
  const use = async ({ cookie }) => {
    const [name, value] = cookie.split('=');
    await context.addCookies([{ name, value, url: server.url }]);
    await page.goto(`${server.url}/kept`);
  };
  await use(other);
  await page.getByText('这台设备上还没有存课').waitFor();
  const status = await page.evaluate(async (path) => {
    const known = await caches.keys();
    const cache = await caches.open(known.find((name) => name.startsWith('kept:')));
    const [first] = await cache.keys();
    return { path, status: (await fetch(first.url)).status };
  }, own);
  assert.equal(status.status, 404, 'the worker gives it to nobody else');
  await use(keeper);
  await page.getByText('光的折射（存到本机）').waitFor();
}

async function goesOnSigningOut(page) {
  await button(page, /李小雨/).click();
  await button(page, '退出登录').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/删除存着的 1 节课/).waitFor();
  await button(dialog, '退出登录').click();
  await page.waitForURL('**/sign-in*');
  const left = await page.evaluate(() => caches.keys());
  assert.deepEqual(
    left.filter((name) => !name.startsWith('app:')),
    [],
  );
}
