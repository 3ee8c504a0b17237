// A class elsewhere on the stage: its screen shows a still, the teacher who leads the lesson calls
// it, it is seen, and it is heard only while its own side lets it. A red teacher, a blue class.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BLUE, coloursOn, hearsAll, madeUp, RED, tonesOn } from '../stage/colours.mjs';
import { newLesson } from '../stage/lessons.mjs';
import { keepsConnections, openBrowser, pageAs, signIn } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';

const SCREEN = { viewport: { width: 1920, height: 1080 } };
/** Seconds: a busy machine connects late. */
const PATIENCE = 90;
const TONES = [RED.hz, BLUE.hz];
const browsers = {};
const pages = {};
let server;
let chen;
let zhou;
let lesson;
let far;

before(async () => {
  server = await startServer();
  [browsers.red, browsers.blue, browsers.plain] = await Promise.all([
    openBrowser(madeUp(RED)),
    openBrowser(madeUp(BLUE)),
    openBrowser(),
  ]);
  [chen, zhou] = await Promise.all([signIn(server, 'chen'), signIn(server, 'zhou')]);
  const near = await signIn(server, 'li.xiaoyu');
  lesson = await newLesson(server, chen, '双师课堂', zhou);
  const { body } = await chen.call('GET', `/api/lessons/${lesson}`);
  far = body.audience.find((row) => row.part === 'receiving');
  pages.teacher = await pageAs(browsers.red, server, chen);
  pages.near = await pageAs(browsers.plain, server, near);
  pages.phone = await pageAs(browsers.plain, server, zhou, {
    viewport: { width: 390, height: 844 },
  });
  const context = await browsers.blue.newContext({ ...SCREEN, locale: 'zh-CN' });
  pages.screen = await context.newPage();
  for (const page of Object.values(pages)) {
    page.setDefaultTimeout(20_000);
    await keepsConnections(page);
    await hearsAll(page);
    await page.addInitScript(() => localStorage.setItem('xt.quality', 'full'));
    await page.addInitScript(keepsAudios);
  }
});

after(async () => {
  await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  await server?.stop();
});

/** Has a page keep what plays its sounds where a test finds it. */
function keepsAudios() {
  globalThis.audios = [];
  const Plain = globalThis.Audio;
  globalThis.Audio = class extends Plain {
    constructor(...args) {
      super(...args);
      globalThis.audios.push(this);
    }
  };
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();
const shows = async (page, colour) => (await coloursOn(page)).includes(colour);
const hears = async (page, hz) => (await tonesOn(page, TONES)).includes(hz);
const quietest = (page) =>
  page.evaluate(() => Math.min(...globalThis.audios.map((one) => one.volume)));
const name = () => `${far.school.name} ${far.class.name}`;
const path = (rest) => `/api/lessons/${lesson}/classes${rest}`;

test('a screen of the class is in the lesson, and shows nothing of it', async () => {
  await pages.screen.goto(`${server.url}/classroom`);
  const code = await pages.screen.locator('[data-code]').getAttribute('data-code');
  const made = await zhou.call('POST', `/api/schools/${far.school.id}/classrooms`, {
    code,
    class: far.class.id,
    name: '302 教室',
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const open = await zhou.call('PUT', `/api/classrooms/${made.body.id}/lesson`, { lesson });
  assert.equal(open.status, 204);
  await pages.teacher.goto(`${server.url}/room/${lesson}`);
  await press(pages.teacher, '用本机讲课');
  await press(pages.teacher, '开始上课并上讲台');
  await pages.near.goto(`${server.url}/room/${lesson}`);
  await pages.phone.goto(`${server.url}/room/${lesson}`);
  const camera = pages.screen.getByLabel('本班摄像头和麦克风');
  await camera.waitFor();
  assert.equal(await camera.isChecked(), false);
  await pages.teacher.getByText('2 个远端班，1 个在线').click();
});

test('with its camera let it shows a still, to its teachers alone', async () => {
  await pages.screen.getByLabel('本班摄像头和麦克风').check();
  await pages.screen.getByText('会向老师显示本班的静态画面').waitFor();
  const still = pages.teacher.getByRole('img', { name: /静态画面$/ });
  await still.waitFor({ timeout: 40_000 });
  const colour = await still.evaluate(async (image) => {
    await image.decode();
    const pen = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const paper = pen.getContext('2d');
    paper.drawImage(image, 0, 0, 1, 1);
    return [image.naturalWidth, image.naturalHeight, ...paper.getImageData(0, 0, 1, 1).data];
  });
  assert.deepEqual(colour.slice(0, 2), [160, 90]);
  assert.ok(colour[4] > 150 && colour[2] < 90, `blue, and not ${colour.slice(2)}`);
  const learner = await signIn(server, 'li.xiaoyu');
  assert.equal((await learner.call('GET', path(`/${far.class.id}/still`))).status, 403);
});

test('called it is seen and not heard', async () => {
  await press(pages.teacher, `和${name()}连线`);
  await until('its teacher sees it', () => shows(pages.teacher, 'blue'), PATIENCE);
  await until('the class nearby sees it', () => shows(pages.near, 'blue'), PATIENCE);
  await until('it sees the teacher', () => shows(pages.screen, 'red'), PATIENCE);
  await until('it hears the teacher', () => hears(pages.screen, RED.hz), PATIENCE);
  assert.equal(await hears(pages.teacher, BLUE.hz), false);
});

test('it is heard while the key of its screen is on, and its loudspeaker is low', async () => {
  assert.equal(await quietest(pages.screen), 1);
  await press(pages.screen, '按住说话');
  await until('its teacher hears it', () => hears(pages.teacher, BLUE.hz), PATIENCE);
  await until('the class nearby hears it', () => hears(pages.near, BLUE.hz), PATIENCE);
  assert.ok((await quietest(pages.screen)) < 0.3, 'its own loudspeaker is low');
  await press(pages.screen, '结束说话');
  await until('it is heard no more', async () => !(await hears(pages.teacher, BLUE.hz)), PATIENCE);
  await until('its loudspeaker is as before', async () => (await quietest(pages.screen)) === 1);
});

test('its own teacher lets it be heard as long as he holds the key', async () => {
  await pages.phone.getByRole('button', { name: '按住说话' }).hover();
  await pages.phone.mouse.down();
  await until('its teacher hears it', () => hears(pages.teacher, BLUE.hz), PATIENCE);
  await pages.phone.mouse.up();
  await until('it is heard no more', async () => !(await hears(pages.teacher, BLUE.hz)), PATIENCE);
});

test('dismissed it is gone, and whose turn it is comes again', async () => {
  await press(pages.teacher, `结束和${name()}的连线`);
  await until('nobody sees it', async () => !(await shows(pages.near, 'blue')), PATIENCE);
  await pages.screen.getByText('会向老师显示本班的静态画面').waitFor();
  await press(pages.teacher, '轮到谁就连谁');
  await until('it is seen again', () => shows(pages.near, 'blue'), PATIENCE);
  await press(pages.screen, '结束连线');
  await until('nobody sees it', async () => !(await shows(pages.near, 'blue')), PATIENCE);
});

test('with the switch off a call shows nothing of the class', async () => {
  await pages.screen.getByLabel('本班摄像头和麦克风').uncheck();
  await press(pages.teacher, `和${name()}连线`);
  await pages.screen.getByText('打开左边的开关').waitFor();
  assert.equal(await pages.screen.getByRole('button', { name: '按住说话' }).count(), 0);
  assert.equal(await shows(pages.near, 'blue'), false);
});
