// A teacher on the stage uses a phone as her second camera: the phone comes by a code, once, its
// picture reaches a learner and her own desk, and either side ends it for good.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings } from '../stage/barriers.mjs';
import { BLUE, coloursOn, madeUp, RED } from '../stage/colours.mjs';
import { newLesson } from '../stage/lessons.mjs';
import { keepsConnections, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';

const browsers = {};
let server;
let desk;
let learner;
let phone;

before(async () => {
  server = await startServer();
  [browsers.blue, browsers.red, browsers.plain] = await Promise.all([
    openBrowser(madeUp(BLUE)),
    openBrowser(madeUp(RED)),
    openBrowser(['--host-resolver-rules=MAP school.test 127.0.0.1']),
  ]);
  const teacher = await signIn(server, 'chen');
  const lesson = await newLesson(server, teacher, '放大镜下');
  desk = await pageAs(browsers.blue, server, teacher);
  learner = await pageAs(browsers.plain, server, await signIn(server, 'li.xiaoyu'));
  for (const page of [desk, learner]) {
    page.setDefaultTimeout(60_000);
    await page.addInitScript(() => localStorage.setItem('xt.quality', 'full'));
    await keepsConnections(page);
    await page.goto(`${server.url}/room/${lesson}`);
  }
  const context = await browsers.red.newContext({ ...PHONE, locale: 'zh-CN' });
  phone = await context.newPage();
  await keepsConnections(phone);
  await desk.getByRole('button', { name: '用本机讲课' }).first().click();
  await desk.getByRole('button', { name: '开始上课并上讲台' }).click();
});

after(async () => {
  await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  await server?.stop();
});

const SHOWN = '[data-source="screen"] video';
const shows = async (page, colour) => (await coloursOn(page, SHOWN)).includes(colour);
const press = (page, name) => page.getByRole('button', { name, exact: true }).first().click();

/** Asks for a phone at the desk; answers the code that is shown. */
async function askForPhone() {
  await press(desk, '手机作摄像头');
  const code = desk.locator('dialog [data-code]');
  await code.waitFor();
  return code.getAttribute('data-code');
}

let used;

test('a phone comes by the code, and its picture reaches a learner and the desk', async (t) => {
  used = await askForPhone();
  assert.deepEqual(await axeFindings(desk), []);
  await phone.goto(`${server.url}/phone#${used}`);
  await until('it sees itself', async () => (await coloursOn(phone)).includes('red'));
  assert.deepEqual(await axeFindings(phone), []);
  const came = Date.now();
  await press(phone, '开始');
  await phone.getByText('画面已经在讲台上').first().waitFor();
  await until('the learner sees it', () => shows(learner, 'red'), 45);
  t.diagnostic(`seen by a learner ${Date.now() - came} ms after the press`);
  await until('the desk sees it', () => shows(desk, 'red'), 45);
  assert.equal(await desk.locator('dialog').count(), 0, 'there is nothing more to ask');
  const kinds = await phone.evaluate(() => {
    const senders = [...globalThis.connections].flatMap((one) => one.getSenders());
    return senders.map((one) => one.track?.kind);
  });
  assert.deepEqual(kinds, ['video'], 'no sound goes out');
  assert.deepEqual(await axeFindings(phone), []);
});

test('a reload keeps the phone, and one press goes on', async () => {
  await phone.reload();
  await press(phone, '开始');
  await phone.getByText('画面已经在讲台上').first().waitFor();
  await until('the learner sees it again', () => shows(learner, 'red'), 45);
});

test('the code is good for nobody else', async () => {
  const context = await browsers.red.newContext({ ...PHONE, locale: 'zh-CN' });
  const late = await context.newPage();
  await late.goto(`${server.url}/phone#${used}`);
  await late.getByRole('button', { name: '开始' }).click();
  await late.getByText('这个码已经用过或失效').first().waitFor();
  assert.deepEqual(await axeFindings(late), []);
  await context.close();
});

test('the desk ends it, and the phone knows', async () => {
  await press(desk, '停止共享');
  await until('nothing is shown', async () => (await learner.locator(SHOWN).count()) === 0);
  await phone.getByText('电脑那边已经结束').first().waitFor();
  await phone.reload();
  await phone.getByLabel('电脑上显示的码').waitFor();
});

test('a typed code does as well, and the phone ends it', async () => {
  const code = await askForPhone();
  await phone
    .getByLabel('电脑上显示的码')
    .fill(`${code.slice(0, 4)} ${code.slice(4)}`.toUpperCase());
  await press(phone, '开始');
  await until('the learner sees it', () => shows(learner, 'red'), 45);
  await press(phone, '结束');
  await phone.getByText('已经结束，摄像头关了').first().waitFor();
  await until('nothing is shown', async () => (await learner.locator(SHOWN).count()) === 0);
  await desk.getByRole('button', { name: '手机作摄像头' }).waitFor();
});

test('over plain http the phone is told what to do', async () => {
  const page = await browsers.plain.newPage({ ...PHONE, locale: 'zh-CN' });
  const { port } = new URL(server.url);
  await page.goto(`http://school.test:${port}/phone#abcd`);
  await page.getByText('不是用 https 打开的').first().waitFor();
  assert.deepEqual(await axeFindings(page), []);
  await page.getByRole('link', { name: '怎样改用安全地址' }).click();
  await page.waitForURL('**/trust?*');
});
