// A teacher cuts a recorded lesson in the browser and plays it to a class: everybody sees the same
// moment and the same pages, a learner answers the question that was put in, and whose the lesson
// was is said. Its replay shows it again, and where the recorded lesson is gone that is said too.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeClip } from '../stage/counter.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { DESK, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { pictureDeck } from '../stage/picture_deck.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const STEM = '光从空气进入水里，会怎样？';
const PAUSE = '看看我们窗外的池塘';
const BESIDE = '这是我们的池塘';
const SECONDS = 6;
/** What the server answers where the recorded lesson can no longer be used. */
const GONE = { status: 409, json: { code: 'edition.source_gone', status: 409 } };
/** Two screens may be so far apart: a jump makes good what is more. */
const APART_S = 1.7;

let server;
let browser;
let teacher;
let past;
let deck;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  const [closed] = server.demo.lessons;
  past = (await teacher.call('GET', `/api/lessons/${closed.id}`)).body;
  deck = await pictureDeck(server, teacher, '池塘');
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

const seek = (page, ms) =>
  page.getByRole('slider', { name: '原课里的位置' }).evaluate((bar, to) => {
    bar.value = String(to);
    bar.dispatchEvent(new Event('input', { bubbles: true }));
  }, ms);

const shown = (page, text) => page.getByText(text).first().waitFor();

async function cutAt(page, ms) {
  await seek(page, ms);
  const button = page.getByRole('button', { name: '在这里切开' });
  await until('a cut can be made', () => button.isEnabled());
  await page.waitForTimeout(400);
  await button.click();
}

/** The moment of the picture that plays on a page; null while none does. */
const moment = (page) =>
  page.evaluate(() => {
    const playing = [...document.querySelectorAll('video')].find((one) => one.currentTime > 0);
    return playing ? { at: playing.currentTime, isStill: playing.paused } : null;
  });

/** The picture of a page is on the stage, and has come. */
const pageShown = (page, number) =>
  page.locator(`img[alt^="第 ${number} 页"][data-there]`).first().waitFor();

test('a recorded lesson is cut, tried and played to a class', async (t) => {
  const desk = await pageAs(browser, server, teacher, DESK);
  let edition;
  let lesson;

  await t.test('it is cut, with a question and a pause of one’s own', async () => {
    await desk.goto(`${server.url}/replay/${past.id}`);
    await desk.getByRole('button', { name: '剪辑成我的课' }).click();
    await desk.waitForURL('**/editions/*');
    edition = desk.url().split('/').pop();
    await desk.waitForFunction(() => document.querySelector('video')?.readyState >= 2);
    await cutAt(desk, 20_000);
    await cutAt(desk, 40_000);
    await desk.locator('ol button[aria-pressed]').first().click();
    await desk.getByRole('button', { name: '插入题目' }).click();
    const dialog = desk.locator('dialog[open]');
    await dialog.locator('textarea').first().fill(STEM);
    await dialog.getByLabel('选项 A').first().fill('折射');
    await dialog.getByLabel('选项 B').first().fill('消失');
    await dialog.locator('input[type=radio], input[type=checkbox]').first().check();
    await dialog.getByRole('button', { name: '插入' }).click();
    await desk.getByRole('button', { name: '插入停顿' }).click();
    await dialog.locator('textarea').fill(PAUSE);
    await dialog.getByRole('button', { name: '保存' }).click();
    await desk.getByRole('button', { name: '插入课件页' }).click();
    await dialog.getByRole('radio', { name: '第 2 页' }).check({ force: true });
    await dialog.getByLabel('页面旁的话').fill(BESIDE);
    await dialog.getByRole('button', { name: '插入' }).click();
    const kinds = async () => {
      const kept = (await teacher.call('GET', `/api/editions/${edition}`)).body;
      return kept.parts.map((one) => one.kind).join(' ');
    };
    const wanted = 'passage question pause slide passage passage';
    await until('all is saved', async () => (await kinds()) === wanted);
    await shown(desk, '已保存');
  });

  await t.test('what another window saved is not written over unasked', async () => {
    const path = `/api/editions/${edition}`;
    const { parts, version } = (await teacher.call('GET', path)).body;
    await teacher.call('PUT', path, { title: '别处改的', parts, version });
    await desk.getByLabel('标题').fill('我的课');
    await shown(desk, '保留哪一份');
    assert.equal((await teacher.call('GET', path)).body.title, '别处改的');
    await desk.getByRole('button', { name: '这里这一份' }).click();
    await until('mine is kept', async () => {
      return (await teacher.call('GET', path)).body.title === '我的课';
    });
  });

  await t.test('played alone, a question stops it until it is answered', async () => {
    await desk.getByRole('radio', { name: '试播' }).check({ force: true });
    await desk.getByRole('button', { name: '开始播放' }).click();
    await until('it plays', async () => ((await moment(desk))?.at ?? 0) > 0.5);
    await desk.getByRole('button', { name: STEM }).click();
    assert.equal((await moment(desk)).isStill, true);
    await desk.getByText('折射', { exact: true }).click();
    await desk.getByRole('button', { name: '提交' }).click();
    await shown(desk, '回答正确');
    await desk.getByRole('button', { name: '继续' }).click();
    await shown(desk, PAUSE);
    await desk.getByRole('button', { name: '继续' }).click();
    await pageShown(desk, 2);
    await shown(desk, BESIDE);
    await desk.getByRole('button', { name: '继续' }).click();
    await until('the second passage plays', async () => ((await moment(desk))?.at ?? 0) > 20.2);
  });

  await t.test('a class sees it in step and answers', async () => {
    const audience = past.audience.map((one) => ({
      class: one.class.id,
      part: one.part,
      form: 'live',
      attending: 'own_devices',
    }));
    const starts_at = new Date().toISOString();
    const body = { course: past.course.id, title: '放给本班', minutes: 45, starts_at, audience };
    lesson = (await teacher.call('POST', '/api/lessons', body)).body.id;
    await desk.goto(`${server.url}/lessons/${lesson}/prepare`);
    await desk.getByLabel('播放我的一份剪辑').selectOption({ label: '我的课' });
    await desk.getByRole('button', { name: '用在这节课' }).click();
    await desk.getByRole('button', { name: '不再播放' }).waitFor();
    await teacher.call('POST', `/api/lessons/${lesson}/opening`);
    await desk.goto(`${server.url}/room/${lesson}`);
    const phone = await pageAs(browser, server, await signIn(server, 'li.xiaoyu'), PHONE);
    await phone.goto(`${server.url}/room/${lesson}`);
    await desk.getByRole('button', { name: /^播放 · 1/ }).click();
    await until('both are in step', async () => {
      const [a, b] = await Promise.all([moment(desk), moment(phone)]);
      return a && b && b.at > 2 && Math.abs(a.at - b.at) < APART_S;
    });
    await shown(phone, `选自 ${past.school.name}`);
    const without = await pageAs(browser, server, await signIn(server, 'wang.zihan'), PHONE);
    await without.route('**/api/lessons/*/edition/source', (route) => route.fulfill(GONE));
    await without.goto(`${server.url}/room/${lesson}`);
    await shown(without, '原课已不能使用');
    await desk.getByRole('button', { name: '暂停讲解' }).click();
    await until('it stands still', async () => (await moment(phone)).isStill);
    await desk.getByRole('button', { name: /^播放 · 2/ }).click();
    const sheet = phone.getByRole('dialog');
    await sheet.getByRole('radio').first().check({ force: true });
    await sheet.getByRole('button', { name: '提交' }).click();
    await until('the answer is counted', async () => {
      const report = (await teacher.call('GET', `/api/lessons/${lesson}/report`)).body;
      return report.activities[0]?.answers.length === 1;
    });
    await desk.getByRole('button', { name: /^播放 · 4/ }).click();
    await pageShown(phone, 2);
    await shown(phone, BESIDE);
    // Who cannot have the recording has the rest of the lesson all the same.
    await pageShown(without, 2);
    await without.context().close();
    await desk.getByRole('button', { name: /^播放 · 5/ }).click();
    await until('the page gives way to the passage', async () => {
      const pages = await phone.locator('img[alt^="第 2 页"]').count();
      return pages === 0 && ((await moment(phone))?.at ?? 0) > 20.5;
    });
    await teacher.call('POST', `/api/lessons/${lesson}/closing`);
    await desk.goto(`${server.url}/lessons/${lesson}/report`);
    await shown(desk, `选自 ${past.school.name}`);
  });

  await t.test('its replay plays the parts again', async () => {
    const learner = await pageAs(browser, server, await signIn(server, 'li.xiaoyu'), DESK);
    await learner.goto(`${server.url}/replay/${lesson}`);
    const parts = learner.getByRole('tabpanel').getByRole('button');
    await until('there is a line for each part', async () => (await parts.count()) === 4);
    await shown(learner, `选自 ${past.school.name}`);
    await parts.first().click();
    await learner.getByRole('button', { name: '播放（空格）' }).click();
    await until('the first passage plays', async () => {
      const now = await moment(learner);
      return now && !now.isStill && now.at > 0.5 && now.at < 19;
    });
    await parts.nth(2).click();
    await pageShown(learner, 2);
    await parts.nth(3).click();
    await until('the later one plays', async () => ((await moment(learner))?.at ?? 0) > 20);
    await learner.context().close();
  });

  await t.test('where the recorded lesson is gone it says so, and the rest plays', async () => {
    await desk.route('**/api/editions/*/source', (route) => route.fulfill(GONE));
    await desk.goto(`${server.url}/editions/${edition}`);
    await shown(desk, '原课已不能使用');
    await shown(desk, '仍可修改');
    await desk.getByRole('radio', { name: '试播' }).check({ force: true });
    await desk.getByRole('button', { name: '开始播放' }).click();
    await desk.getByRole('heading', { name: STEM }).waitFor();
    await desk.route('**/api/lessons/*/edition/source', (route) => route.fulfill(GONE));
    await desk.goto(`${server.url}/replay/${lesson}`);
    await desk.getByRole('tabpanel').getByRole('button').first().click();
    await shown(desk, '原课已不能使用');
  });
});

test('what the class of the recorded lesson was shown is shown in step', async () => {
  const source = await newLesson(server, teacher, '有课件的课');
  await teacher.call('PUT', `/api/lessons/${source}/decks/${deck}`);
  await teacher.call('POST', `/api/lessons/${source}/opening`);
  const desk = await RoomSocket.open(server, teacher, source);
  const encoder = await goLive(server, teacher, source, makeClip(SECONDS));
  await desk.act({ type: 'turn_page', surface: { kind: 'slide', deck, page: 1 } });
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  await desk.act({ type: 'turn_page', surface: { kind: 'slide', deck, page: 2 } });
  await until('the clip is over', () => encoder.ffmpeg.exitCode !== null, SECONDS + 20);
  await teacher.call('POST', `/api/lessons/${source}/closing`);
  desk.close();
  const made = await teacher.call('POST', '/api/editions', { source });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const page = await pageAs(browser, server, teacher, PHONE);
  await page.goto(`${server.url}/editions/${made.body.id}`);
  await page.getByRole('radio', { name: '试播' }).check({ force: true });
  await page.getByRole('button', { name: '开始播放' }).click();
  await pageShown(page, 1);
  await pageShown(page, 2);
  await page.getByRole('button', { name: '放大画面' }).click();
  await page.getByRole('button', { name: '放大课件' }).waitFor();
});
