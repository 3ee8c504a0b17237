// A teacher goes live with an ordinary encoder; a learner watches, comments and answers; the
// lesson ends and its replay, attendance and results are there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  FRAME_MS,
  makeClip,
  notesOf,
  numberOn,
  numbersOf,
  RATE,
  watch,
} from '../stage/counter.mjs';
import { measure, timesBack } from '../stage/encoder.mjs';
import { goLive, newLesson, runFile } from '../stage/lessons.mjs';
import { DESK, openBrowser, PHONE, pageAs, pageOf, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const LEARNER = 'li.xiaoyu';
const OTHER_LEARNERS = ['wu.guihua', 'tang.ning', 'emma.carter'];
const STEM = '光在空气里会弯曲。';
const LATER_STEM = '海市蜃楼是虚像。';

// Made before anything waits for an answer.
const CLIP = makeClip(160);
const CLIP_OUT_OF_ORDER = makeClip(60, { bFrames: 2 });

let server;
let browser;
let teacher;
let lesson;
let encoder;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  lesson = await newLesson(server, teacher, '海市蜃楼');
});

after(async () => {
  encoder?.stop();
  await browser?.close();
  await server?.stop();
});

const picture = (page) =>
  page.evaluate(() => {
    const video = document.querySelector('video');
    return video && { at: video.currentTime, width: video.videoWidth };
  });

const danmakuField = (page) => page.getByLabel('发一条弹幕');

/** Puts away what was asked, once it is over, so that the room beneath can be used. */
async function closeSheet(page) {
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '关闭' }).click();
  await sheet.waitFor({ state: 'detached' });
}

const says = (text) => (one) => {
  return one.type === 'crowd' && one.danmaku.some((danmaku) => danmaku.text === text);
};

/** The room in a browser that has no MSE, and plays HLS by itself or not at all. */
async function withoutMse(person, playsHls) {
  const page = await pageAs(browser, server, await person);
  await page.addInitScript((playsHls) => {
    delete window.MediaSource;
    delete window.ManagedMediaSource;
    if (!playsHls) HTMLMediaElement.prototype.canPlayType = () => '';
  }, playsHls);
  await page.goto(`${server.url}/room/${lesson}`);
  await watch(page);
  return page;
}

test('a lesson from the encoder to the screen and back as a replay', async (t) => {
  await t.test('it opens and the encoder is taken', async () => {
    assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
    encoder = await goLive(server, teacher, lesson, CLIP);
  });

  const phone = await pageOf(browser, server, LEARNER, PHONE);
  await t.test('the picture moves on a learner’s phone', async () => {
    await phone.goto(`${server.url}/room/${lesson}`);
    await watch(phone);
    const first = await until('the picture is there', async () => {
      const seen = await picture(phone);
      return seen?.width > 0 && seen.at > 0 && seen;
    });
    await until('the picture moves', async () => (await picture(phone)).at > first.at + 1);
  });

  await t.test('a danmaku reaches the other class', async () => {
    const socket = await RoomSocket.open(server, await signIn(server, OTHER_LEARNERS[0]), lesson);
    await danmakuField(phone).fill('原来如此');
    await danmakuField(phone).press('Enter');
    await socket.until(says('原来如此'));
    socket.close();
  });

  await t.test('a quiz is answered in the browser and by sockets', async () => {
    const desk = await RoomSocket.open(server, teacher, lesson);
    const activity = await desk.openQuiz(STEM);
    for (const name of OTHER_LEARNERS) {
      const socket = await RoomSocket.open(server, await signIn(server, name), lesson);
      await socket.answer(activity, true);
      socket.close();
    }
    await phone.getByText(STEM).first().waitFor();
    await phone.getByRole('radio').first().check({ force: true });
    await phone.getByRole('button', { name: '提交' }).first().click();
    const all = (one) => one.type === 'tally' && one.activity === activity && one.answered === 4;
    await desk.until(all);
    await desk.closeAndShow(activity);
    await closeSheet(phone);
    desk.close();
  });

  await t.test('a browser without MSE plays by itself, or says what to do', async () => {
    const native = await withoutMse(signIn(server, OTHER_LEARNERS[1]), true);
    const first = await until('the browser plays HLS by itself', () => numberOn(native));
    await until('the picture moves', async () => (await numberOn(native)) > first + RATE);
    await native.context().close();
    const none = await withoutMse(signIn(server, OTHER_LEARNERS[1]), false);
    await none.getByText('此浏览器无法播放画面。请换用新版').waitFor();
    await none.context().close();
  });

  await t.test('a session that ends in mid-lesson is renewed in place', async () => {
    const desk = await RoomSocket.open(server, teacher, lesson);
    await danmakuField(phone).fill('还没有发出');
    const activity = await desk.openQuiz(LATER_STEM);
    await phone.getByRole('dialog').getByText(LATER_STEM).waitFor();
    await phone.getByRole('dialog').getByRole('radio').first().check({ force: true });
    const elsewhere = await signIn(server, LEARNER);
    assert.equal((await elsewhere.call('DELETE', '/api/sessions')).status, 204);
    const again = phone.getByRole('dialog', { name: '请重新登录' });
    await again.waitFor();
    await again.getByLabel('密码', { exact: true }).fill(elsewhere.account.password);
    await again.getByRole('button', { name: '登录', exact: true }).click();
    await again.waitFor({ state: 'detached' });
    assert.equal(await danmakuField(phone).inputValue(), '还没有发出');
    await phone.getByRole('button', { name: '提交' }).first().click();
    const counted = (one) => one.type === 'tally' && one.activity === activity && one.answered;
    await desk.until(counted);
    await desk.closeAndShow(activity);
    await closeSheet(phone);
    await until('the danmaku can be sent', async () => {
      await danmakuField(phone).press('Enter');
      return (await danmakuField(phone).inputValue()) === '';
    });
    await desk.until(says('还没有发出'));
    desk.close();
  });

  await t.test('after kill -9 the lesson goes on and hardly anything is missing', async (t) => {
    await server.kill();
    const sent = encoder.numberAt(Date.now());
    const seen = (await notesOf(phone)).pictures.at(-1).number;
    encoder.stop();
    await server.again();
    const again = Date.now();
    const report = await teacher.call('GET', `/api/lessons/${lesson}/report`);
    const answered = report.body.activities.filter((one) => one.kind === 'quiz');
    assert.deepEqual(
      answered.map((one) => one.answered),
      [4, 1],
    );
    const socket = await RoomSocket.open(server, teacher, lesson);
    assert.equal(socket.welcome.snapshot.state, 'open');
    encoder = await goLive(server, teacher, lesson, CLIP_OUT_OF_ORDER);
    await until('the same page shows the next run', async () => {
      const { pictures } = await notesOf(phone);
      return pictures.filter(({ at }) => at > again).length > 2 * RATE;
    });
    await until('the same page is in the room again', async () => {
      await danmakuField(phone).fill('我还在');
      await danmakuField(phone).press('Enter');
      return socket.seen.some(says('我还在'));
    });
    socket.close();
    const { body } = await teacher.call('GET', `/api/lessons/${lesson}/replay`);
    const numbers = numbersOf(await runFile(server, body, 1));
    const last = numbers.at(-1);
    assert.deepEqual(numbers, [...numbers.keys()], 'every picture once, in order');
    const missing = Math.round((sent - last) * FRAME_MS);
    t.diagnostic(`sent up to ${Math.round(sent)}, seen up to ${seen}, recorded up to ${last}`);
    assert.ok(missing <= 1000, `${missing} ms are missing`);
    assert.ok(seen <= last + RATE, `${seen} was seen, ${last} recorded`);
  });

  await t.test('it closes; replay, recording and report are there', async () => {
    const sent = await encoder.end();
    assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/closing`)).status, 204);
    const replay = await teacher.call('GET', `/api/lessons/${lesson}/replay`);
    assert.equal(replay.status, 200);
    assert.equal(replay.body.runs.length, 2);
    const second = await runFile(server, replay.body, 2);
    const numbers = numbersOf(second);
    // The encoder may have ended between a picture and those that are shown before it.
    assert.equal(numbers.length, sent);
    assert.deepEqual(numbers.slice(0, -1), [...Array(sent - 1).keys()], 'out of order too');
    assert.ok(numbers.at(-1) <= sent + 1, `${numbers.at(-1)} comes last of ${sent}`);
    const whole = `${server.url}${replay.body.media_prefix}/recording.mp4`;
    assert.deepEqual(measure(whole).tracks.map(timesBack), [0, 0], 'no time goes back');
    const page = await pageOf(browser, server, LEARNER, DESK);
    await page.goto(`${server.url}/replay/${lesson}`);
    await until('the replay shows a picture', async () => (await picture(page))?.width > 0);
  });
});

test('another school’s people and strangers stay outside', async () => {
  const stranger = await fetch(`${server.url}/api/lessons/${lesson}/media`);
  assert.equal(stranger.status, 401);
  const forged = await fetch(`${server.url}/media/9999999999-forged/${lesson}/live.flv`);
  assert.equal(forged.status, 403);
});
