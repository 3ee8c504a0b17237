// A learner raises his hand and is invited to the stage: he looks at himself, comes, is seen and
// heard by another, is muted, speaks again, keeps his seat over a reload and steps down. A teacher teaches
// from the browser. Who does not answer is not invited for ever.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings } from '../stage/barriers.mjs';
import {
  DESK,
  keepsConnections,
  MADE_UP_DEVICES,
  openBrowser,
  PHONE,
  pageAs,
  signIn,
} from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const LEARNER = 'li.xiaoyu';
const OTHER = 'wu.guihua';

let server;
let browser;
let lesson;
let desk;
let phone;
let other;
let learner;

before(async () => {
  server = await startServer();
  browser = await openBrowser(MADE_UP_DEVICES);
  const teacher = await signIn(server, 'chen');
  const known = await teacher.call('GET', `/api/lessons/${server.demo.lessons[0].id}`);
  const { course, audience } = known.body;
  const made = await teacher.call('POST', '/api/lessons', {
    course: course.id,
    title: '回声与共振',
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
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  const person = await signIn(server, LEARNER);
  desk = await pageAs(browser, server, teacher, DESK);
  phone = await pageAs(browser, server, person, PHONE);
  other = await pageAs(browser, server, await signIn(server, OTHER), DESK);
  for (const page of [desk, phone, other]) {
    page.setDefaultTimeout(20_000);
    await keepsConnections(page);
    await page.goto(`${server.url}/room/${lesson}`);
  }
  learner = (await RoomSocket.open(server, person, lesson)).welcome.me;
  await desk.getByRole('tab', { name: '成员' }).click();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name }).first().click();
/** Waits until a member's picture is on a page. */
const seen = (page, name) =>
  until(`${name} is seen`, () =>
    tile(page, name)
      .locator('video')
      .first()
      .evaluate((one) => one.videoWidth > 0 && one.currentTime > 0),
  );

/** Waits until his picture goes on, as it does not after who sent it has gone. */
async function goesOn(page, name) {
  const at = () =>
    tile(page, name)
      .locator('video')
      .first()
      .evaluate((one) => one.currentTime);
  await seen(page, name);
  const before = await at();
  await until(`${name} goes on`, async () => (await at()) > before + 0.5);
}

/** How loud and how much sound came to a page by WebRTC so far. */
function heard(page) {
  return page.evaluate(async () => {
    const all = { energy: 0, packets: 0 };
    for (const connection of globalThis.connections) {
      for (const one of (await connection.getStats()).values()) {
        if (one.type !== 'inbound-rtp' || one.kind !== 'audio') continue;
        all.energy += one.totalAudioEnergy ?? 0;
        all.packets += one.packetsReceived ?? 0;
      }
    }
    return all;
  });
}

/** Waits until nothing more comes: what is muted is not passed on. */
async function silent(page) {
  let last = -1;
  await until('nothing is passed on', async () => {
    const { packets } = await heard(page);
    const isSame = packets === last;
    last = packets;
    await new Promise((resolve) => setTimeout(resolve, 500));
    return isSame;
  });
}

const tile = (page, name) => page.getByRole('listitem').filter({ hasText: name });

test('a raised hand is called, and its owner looks at himself first', async () => {
  await press(phone, '举手');
  await press(desk, `请${learner.name}上台（声音和画面）`);
  const sheet = phone.getByRole('dialog', { name: '老师请你上台' });
  await sheet.waitFor();
  // Nothing is asked of the browser by itself.
  assert.equal(await sheet.locator('summary').count(), 0);
  await sheet.getByRole('button', { name: '先试试摄像头和麦克风' }).click();
  const isShown = () => sheet.locator('video').evaluate((one) => one.videoWidth > 0);
  await until('one sees oneself', isShown);
  assert.ok((await sheet.locator('select').count()) >= 1, 'devices can be chosen');
  assert.deepEqual(await axeFindings(phone), []);
  await desk.getByText('已邀请').waitFor();
});

test('whoever comes is seen by all, and heard once he says so', async (t) => {
  await press(phone, '带声音和画面上台');
  await phone.getByText('你正在台上').first().waitFor();
  for (const page of [desk, other]) {
    await tile(page, learner.name).filter({ hasText: '麦克风已关闭' }).first().waitFor();
  }
  const came = Date.now();
  for (const page of [desk, other]) await seen(page, learner.name);
  t.diagnostic(`seen by both at most ${Date.now() - came} ms after his tile was there`);
  assert.equal((await heard(other)).energy, 0, 'his microphone is off');
  await press(phone, '打开麦克风');
  await tile(other, learner.name).filter({ hasText: '麦克风已打开' }).first().waitFor();
  await until('he is heard', async () => (await heard(other)).energy > 0);
  for (const page of [desk, phone]) assert.deepEqual(await axeFindings(page), []);
});

test('a reload keeps the seat, and opens no camera by itself', async () => {
  await phone.reload();
  await phone.getByText('你正在台上').first().waitFor();
  await press(phone, '恢复声音和画面');
  await phone.getByRole('button', { name: '关闭麦克风' }).waitFor();
  await goesOn(other, learner.name);
});

test('a teacher mutes him, and only asks him to speak again', async () => {
  await press(desk, `关闭${learner.name}的麦克风`);
  await phone.getByRole('button', { name: '打开麦克风' }).waitFor();
  await press(desk, `请${learner.name}打开麦克风`);
  await phone.getByText('老师请你打开麦克风').first().waitFor();
  await silent(other);
  await press(phone, '打开麦克风');
  await tile(other, learner.name).filter({ hasText: '麦克风已打开' }).first().waitFor();
});

test('he steps down, and the stage is empty', async () => {
  await phone.getByRole('button', { name: '下台', exact: true }).click();
  await until('the stage is empty', async () => (await tile(other, learner.name).count()) === 0);
  await until(
    'he knows',
    async () => (await phone.locator('main p', { hasText: '你正在台上' }).count()) === 0,
  );
});

test('an invitation that is taken back or not answered is over', async () => {
  await press(desk, `请${learner.name}上台`);
  const asking = desk.getByRole('dialog');
  await asking.getByRole('button', { name: '连麦' }).click();
  const sheet = phone.getByRole('dialog', { name: '老师请你上台' });
  await sheet.waitFor();
  await sheet.getByRole('button', { name: '关闭' }).click();
  await phone.getByRole('button', { name: /去答复/ }).waitFor();
  await press(desk, `收回对${learner.name}的邀请`);
  await phone.getByText('老师收回了邀请。').first().waitFor();
  const silent = await RoomSocket.open(server, await signIn(server, OTHER), lesson);
  const { me } = silent.welcome;
  await press(desk, `请${me.name}上台`);
  await asking.getByRole('button', { name: '上台', exact: true }).click();
  const isOver = (one) => one.kind === 'stage.invitation_ended' && one.body.person === me.person;
  // A socket that says nothing at all is closed.
  const alive = setInterval(() => silent.send({ type: 'ping', sent_ms: Date.now() }), 10_000);
  assert.equal((await silent.until(isOver, 75)).body.why, 'expired');
  clearInterval(alive);
  await desk.getByText(`${me.name}没有答复。`).first().waitFor();
  silent.close();
});

test('a teacher teaches from the browser', async () => {
  await press(desk, '用本机讲课');
  await press(desk, '上讲台');
  await desk.getByText('你正在台上').first().waitFor();
  await tile(phone, '老师').first().waitFor();
  await desk.getByRole('button', { name: '下台', exact: true }).click();
  await until('the stage is empty', async () => (await tile(phone, '老师').count()) === 0);
});
