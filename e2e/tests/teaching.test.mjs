// A teacher runs a class from the room alone: pushes what was prepared, sees who has not answered,
// slows danmaku down, silences a person, calls on one, and looks up where the encoder sends to.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DESK, openBrowser, PHONE, pageOf, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const LEARNER = 'li.xiaoyu';
const OTHER = 'wu.guihua';
const STEM = '声音在哪里传得最快？';
const CHOICES = [
  { id: 'a', text: '空气' },
  { id: 'b', text: '水' },
  { id: 'c', text: '钢铁' },
];

let server;
let browser;
let teacher;
let lesson;
let desk;
let phone;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  const known = await teacher.call('GET', `/api/lessons/${server.demo.lessons[0].id}`);
  const { course, audience } = known.body;
  const made = await teacher.call('POST', '/api/lessons', {
    course: course.id,
    title: '声音的传播',
    starts_at: new Date().toISOString(),
    minutes: 45,
    audience: audience.map((row) => ({
      class: row.class.id,
      part: row.part,
      form: 'live',
      attending: 'own_devices',
    })),
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  lesson = made.body.id;
  const prompt = { kind: 'single', stem: STEM, choices: CHOICES, points: 1 };
  const question = { prompt, key: { kind: 'choices', choices: ['c'] }, explanation: '固体最密。' };
  const prepared = { question, limit_ms: 300_000 };
  const kept = await teacher.call('POST', `/api/lessons/${lesson}/questions`, prepared);
  assert.equal(kept.status, 201, JSON.stringify(kept.body));
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  desk = await pageOf(browser, server, 'chen', DESK);
  phone = await pageOf(browser, server, LEARNER, PHONE);
  await desk.goto(`${server.url}/room/${lesson}`);
  await phone.goto(`${server.url}/room/${lesson}`);
  await phone.getByRole('button', { name: '举手' }).waitFor();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name }).first().click();

test('a prepared question is pushed, answered, stopped and shown', async () => {
  const other = await RoomSocket.open(server, await signIn(server, OTHER), lesson);
  await press(desk, `推送 · ${STEM}`);
  const sheet = phone.getByRole('dialog');
  await sheet.waitFor();
  assert.equal(await sheet.getAttribute('aria-modal'), 'true');
  await desk.getByText('未作答 2 人').waitFor();
  await sheet.getByRole('radio').nth(2).check({ force: true });
  await sheet.getByRole('button', { name: '提交' }).click();
  await sheet.getByText('已提交').first().waitFor();
  await desk.getByText('未作答 1 人').waitFor();
  await press(desk, '停止作答');
  await sheet.getByText('已结束').waitFor();
  await press(desk, '公布结果');
  await sheet.getByText('回答正确').waitFor();
  await sheet.getByText('固体最密。').waitFor();
  assert.equal(await desk.getByRole('button', { name: `推送 · ${STEM}` }).count(), 0);
  await sheet.getByRole('button', { name: '关闭' }).click();
  await until('the sheet is gone', async () => (await sheet.count()) === 0);
  other.close();
});

test('an answer given without a network is sent when it is back', async () => {
  const socket = await RoomSocket.open(server, teacher, lesson);
  const activity = await socket.openQuiz('冰浮在水面上。');
  const sheet = phone.getByRole('dialog');
  await sheet.waitFor();
  await phone.context().setOffline(true);
  await server.kill();
  await sheet.getByRole('radio').first().check({ force: true });
  await sheet.getByRole('button', { name: '提交' }).click();
  await sheet.getByText('已保存在本机，联网后自动提交').waitFor();
  await server.again();
  await phone.context().setOffline(false);
  await sheet.getByText('已提交').first().waitFor();
  const again = await RoomSocket.open(server, teacher, lesson);
  await again.closeAndShow(activity);
  await desk.locator('[class*="network"][data-level="good"]').waitFor();
  await sheet.getByText('回答正确').waitFor();
  await sheet.getByRole('button', { name: '关闭' }).click();
  again.close();
  socket.close();
});

test('danmaku slow down for everybody', async () => {
  await desk.getByRole('tab', { name: '题目' }).waitFor();
  await press(desk, '弹幕：开');
  const dialog = desk.locator('dialog[open]');
  await dialog.getByRole('radio').nth(2).check({ force: true });
  const name = '弹幕：10 秒一条';
  await until('the button says so', async () => desk.getByRole('button', { name }).count());
  await desk.keyboard.press('Escape');
  const other = await RoomSocket.open(server, await signIn(server, OTHER), lesson);
  assert.deepEqual(other.welcome.snapshot.danmaku, { on: true, slow_ms: 10_000 });
  await other.act({ type: 'send_danmaku', text: '第一条' });
  await assert.rejects(other.act({ type: 'send_danmaku', text: '第二条' }), /danmaku.too_fast/);
  other.close();
});

test('a person is silenced from what he said', async () => {
  const other = await RoomSocket.open(server, await signIn(server, OTHER), lesson);
  const { name } = other.welcome.me;
  await desk.getByRole('tab', { name: '讨论' }).click();
  await desk.getByText('第一条', { exact: true }).waitFor();
  await press(desk, `禁言 ${name}`);
  await desk
    .getByRole('button', { name: `解除禁言 ${name}` })
    .first()
    .waitFor();
  await assert.rejects(other.act({ type: 'send_danmaku', text: '第三条' }), /danmaku.muted/);
  await press(desk, `解除禁言 ${name}`);
  await desk
    .getByRole('button', { name: `禁言 ${name}`, exact: true })
    .first()
    .waitFor();
  other.close();
});

test('who is called on is told so, and nobody twice before the others', async () => {
  const other = await RoomSocket.open(server, await signIn(server, OTHER), lesson);
  const picked = new Set();
  const isPick = (one) => one.kind === 'pick.made' && !picked.has(one.body.person);
  for (const _ of [1, 2]) {
    await press(desk, '随机点名');
    picked.add((await other.until(isPick)).body.person);
  }
  assert.equal(picked.size, 2);
  await phone
    .getByText(/点到你/)
    .first()
    .waitFor();
  other.close();
});

test('the stream’s address and key are there without leaving the room', async () => {
  await press(desk, '直播设置');
  const dialog = desk.locator('dialog[open]');
  const { body } = await teacher.call('GET', `/api/lessons/${lesson}/stream`);
  const values = () => dialog.locator('input').evaluateAll((all) => all.map((one) => one.value));
  await until('they are there', async () => (await values()).includes(body.key));
  assert.ok((await values()).includes(body.server));
  await desk.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a formula that is typed on a board is seen as one by everybody', async () => {
  const isLetters = (response) => /KaTeX_Main-Regular.*\.woff2$/.test(response.url());
  const seen = phone.waitForResponse(isLetters);
  await desk.getByRole('button', { name: '新白板' }).first().click();
  const tools = desk.getByRole('toolbar', { name: '板书工具' });
  await tools.getByRole('button', { name: '更多' }).click();
  await desk.getByRole('menuitemradio', { name: '公式' }).click();
  await desk.getByText(/点一下要放公式的地方/).waitFor();
  // Escape leaves it for the tool before.
  await desk.keyboard.press('Escape');
  await tools.locator('[aria-pressed="true"][aria-label="笔"]').waitFor();
  await tools.getByRole('button', { name: '更多' }).click();
  await desk.getByRole('menuitemradio', { name: '公式' }).click();
  const board = await desk.locator('canvas').first().boundingBox();
  await desk.mouse.click(board.x + board.width * 0.3, board.y + board.height * 0.3);
  const dialog = desk.locator('dialog[open]');
  await press(dialog, '分数');
  await dialog.getByRole('textbox', { name: /公式/ }).fill('\\frac{-b\\pm\\sqrt{b^2-4ac}}{2a}');
  // What it will look like stands above what is typed.
  await dialog.locator('img').waitFor();
  await press(dialog, '放到板面上');
  await tools.locator('[aria-pressed="true"][aria-label="笔"]').waitFor();
  assert.equal((await seen).status(), 200);
  // A picture that may not be read again could not be saved.
  const saved = desk.waitForEvent('download');
  await tools.getByRole('button', { name: '更多' }).click();
  await desk.getByRole('menuitem', { name: '存为图片' }).click();
  assert.equal(await (await saved).failure(), null);
});

/** Two pixels, red and blue. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mP4zwAE/wEHAAH/PX2MSQAAAABJRU5ErkJggg==',
  'base64',
);

test('a picture that is put on a board is there for everybody', async () => {
  const isPicture = (response) => /\/ink\/[0-9a-f]{32}\.webp$/.test(response.url());
  const seen = phone.waitForResponse(isPicture);
  const chooser = desk.waitForEvent('filechooser');
  await desk
    .getByRole('toolbar', { name: '板书工具' })
    .getByRole('button', { name: '更多' })
    .click();
  await desk.getByRole('menuitem', { name: '放入图片' }).click();
  const file = { name: '红与蓝.png', mimeType: 'image/png', buffer: PICTURE };
  await (await chooser).setFiles(file);
  assert.equal((await seen).status(), 200);
  // It is in the hand, ready to be moved.
  await desk.locator('[aria-pressed="true"][aria-label="选择"]').waitFor();
});

test('the first stroke of a learner wakes the bin, which says whose ink goes', async () => {
  await press(desk, '新白板');
  const tools = desk.getByRole('toolbar', { name: '板书工具' });
  const bin = tools.getByRole('button', { name: '清空板面' });
  await until('the new board is bare', () => bin.isDisabled());
  await desk.getByRole('tab', { name: /成员/ }).click();
  await press(desk, '授权 李小雨 板书');
  const pen = phone.getByRole('toolbar', { name: '板书工具' });
  await pen.locator('[aria-pressed="true"][aria-label="笔"]').waitFor();
  assert.equal(
    await pen.getByRole('button', { name: '红色' }).getAttribute('aria-pressed'),
    'false',
  );
  const { x, y } = await phone.locator('canvas').first().boundingBox();
  await phone.mouse.move(x + 40, y + 40);
  await phone.mouse.down();
  await phone.mouse.move(x + 120, y + 60, { steps: 8 });
  await phone.mouse.up();
  await bin.click();
  const dialog = desk.locator('dialog[open]');
  await dialog.getByText(/清空李小雨/).waitFor();
  await press(dialog, '清空板面');
  await phone.locator('[data-surface][data-elements="0"]').waitFor();
});
