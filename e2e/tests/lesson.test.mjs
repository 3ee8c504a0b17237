// A teacher goes live with an ordinary encoder; a learner watches, comments and answers; the
// lesson ends and its replay, attendance and results are there.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { makeClip, publish, recordingTimes } from '../stage/encoder.mjs';
import { DESK, openBrowser, pageOf, PHONE, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const LEARNER = 'li.xiaoyu';
const OTHER_LEARNERS = ['wu.guihua', 'tang.ning', 'emma.carter'];

let server;
let browser;
let teacher;
let lesson;
let encoder;

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  lesson = await newLesson();
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

test('a lesson from the encoder to the screen and back as a replay', async (t) => {
  await t.test('it opens and the encoder is taken', async () => {
    assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
    const { body } = await teacher.call('GET', `/api/lessons/${lesson}/stream`);
    encoder = publish(makeClip(90), `rtmp://127.0.0.1:${server.rtmp}/live/${body.key}`);
    await until('the encoder is taken', async () => {
      const stream = await teacher.call('GET', `/api/lessons/${lesson}/stream`);
      return stream.body.state === 'publishing';
    });
  });

  const phone = await pageOf(browser, server, LEARNER, PHONE);
  await t.test('the picture moves on a learner’s phone', async () => {
    await phone.goto(`${server.url}/room/${lesson}`);
    const first = await until('the picture is there', async () => {
      const seen = await picture(phone);
      return seen?.width > 0 && seen.at > 0 && seen;
    });
    await until('the picture moves', async () => (await picture(phone)).at > first.at + 1);
  });

  await t.test('a danmaku reaches the other class', async () => {
    const socket = await RoomSocket.open(server, await signIn(server, OTHER_LEARNERS[0]), lesson);
    const field = phone.locator('form input').last();
    await field.fill('原来如此');
    await field.press('Enter');
    const seen = (one) => one.type === 'crowd' && one.danmaku.some((d) => d.text === '原来如此');
    await socket.until(seen);
    socket.close();
  });

  await t.test('a quiz is answered in the browser and by sockets', async () => {
    const desk = await RoomSocket.open(server, teacher, lesson);
    const activity = await desk.openQuiz();
    for (const name of OTHER_LEARNERS) {
      const socket = await RoomSocket.open(server, await signIn(server, name), lesson);
      await socket.answer(activity, true);
      socket.close();
    }
    await phone.getByText('光在空气里会弯曲。').first().waitFor();
    await phone.getByRole('radio').first().check({ force: true });
    await phone.getByRole('button', { name: '提交' }).first().click();
    const all = (one) => one.type === 'tally' && one.activity === activity && one.answered === 4;
    await desk.until(all);
    await desk.closeAndShow(activity);
    desk.close();
  });

  await t.test('after kill -9 the lesson goes on and every answer is there', async () => {
    await server.kill();
    await server.again();
    const report = await teacher.call('GET', `/api/lessons/${lesson}/report`);
    const quiz = report.body.activities.find((one) => one.kind === 'quiz');
    assert.equal(quiz.answered, 4);
    const socket = await RoomSocket.open(server, teacher, lesson);
    assert.equal(socket.welcome.snapshot.state, 'open');
    socket.close();
    const before = (await picture(phone)).at;
    const { body } = await teacher.call('GET', `/api/lessons/${lesson}/stream`);
    encoder.stop();
    encoder = publish(makeClip(90), `rtmp://127.0.0.1:${server.rtmp}/live/${body.key}`);
    await until('the same page shows the next run', async () => {
      return (await picture(phone)).at > before + 2;
    });
  });

  await t.test('it closes; replay, recording and report are there', async () => {
    encoder.stop();
    assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/closing`)).status, 204);
    const replay = await teacher.call('GET', `/api/lessons/${lesson}/replay`);
    assert.equal(replay.status, 200);
    assert.ok(replay.body.runs.length >= 1);
    const times = recordingTimes(`${server.url}${replay.body.media_prefix}/recording.mp4`);
    assert.ok(times.length > 100, `${times.length} packets`);
    const goingBack = times.findIndex((time, at) => at > 0 && time < times[at - 1]);
    assert.equal(goingBack, -1, 'no time goes back');
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
