// A lesson is broadcast for more than a minute to a class of two hundred: how late each kind of
// player shows the picture, that what is asked comes with its picture everywhere, that every
// answer counts, and that the replay and the recording hold it all.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { FRAME_MS, makeClip, notesOf, numberOn, numbersOf, watch } from '../stage/counter.mjs';
import { eachOf, enter, importClass } from '../stage/crowd.mjs';
import { measure, timesBack } from '../stage/encoder.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { openBrowser, pageAs, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';
import { openPlayer } from '../stage/viewers.mjs';

const CLASS = 200;
const WATCHED_MS = 60_000;
/** What is asked comes within this time of its picture. */
const APART_MS = 300;

// Made before anything waits for an answer.
const CLIP = makeClip(160);

let server;
let browser;
let teacher;
let pupils;
let sockets;
let desk;
let lesson;
let encoder;
let startedAt;
const pages = {};
const asked = [];
const said = [];

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  teacher = await signIn(server, 'chen');
  const administrator = await signIn(server, 'admin');
  const { body } = await administrator.call('GET', '/api/organisations');
  const school = body.schools.find((one) => one.classes.length === 1);
  const className = school.classes[0].name;
  // Two more sit at browsers.
  const roster = { school: school.id, className, count: CLASS + 2 };
  pupils = await importClass(server, administrator, roster);
  lesson = await newLesson(server, teacher, '全校公开课');
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/opening`)).status, 204);
  desk = await RoomSocket.open(server, teacher, lesson);
  sockets = await enter(server, pupils.slice(0, CLASS), lesson);
});

after(async () => {
  encoder?.stop();
  for (const socket of sockets ?? []) socket.close();
  desk?.close();
  await browser?.close();
  await server?.stop();
});

/** The median and the 95th percentile, rounded. */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part) => Math.round(sorted[Math.floor((sorted.length - 1) * part)]);
  return { median: at(0.5), p95: at(0.95) };
}

test('four pages play and say which picture they show', async () => {
  encoder = await goLive(server, teacher, lesson, CLIP);
  startedAt = Date.now();
  const { body: addresses } = await teacher.call('GET', `/api/lessons/${lesson}/media`);
  const address = (kind) => addresses.find((one) => one.kind === kind);
  [pages.room, pages.roomByHls] = await Promise.all(
    pupils.slice(CLASS).map((pupil) => pageAs(browser, server, pupil)),
  );
  for (const page of [pages.room, pages.roomByHls]) {
    await page.goto(`${server.url}/room/${lesson}`);
    await watch(page);
  }
  await pages.roomByHls.getByLabel('画面方式').selectOption('hls');
  pages['hls.js'] = await openPlayer(browser, server, address('hls'));
  pages['mpegts.js'] = await openPlayer(browser, server, address('flv'));
  await watch(pages['hls.js']);
  await watch(pages['mpegts.js']);
  for (const [name, page] of Object.entries(pages)) {
    await until(`${name} plays`, async () => (await numberOn(page)) !== null);
  }
});

test('what is asked comes with its picture, by fMP4 and by HLS', async (t) => {
  await until('the HLS learner is well into the stream', async () => {
    return (await notesOf(pages.roomByHls)).pictures.length > 50;
  });
  for (const n of [1, 2, 3, 4, 5]) {
    const stem = `画面里的数字是第 ${n} 次出现吗？`;
    const number = encoder.numberAt(Date.now());
    const activity = await desk.openQuiz(stem);
    asked.push({ stem, number });
    await sockets[n].act({ type: 'send_danmaku', text: `第 ${n} 条` });
    said.push({ text: `第 ${n} 条`, number: encoder.numberAt(Date.now()) });
    await pause(4000);
    await desk.act({ type: 'close_quiz', activity });
  }
  for (const name of ['room', 'roomByHls']) {
    const apart = [];
    for (const { stem, number } of asked) {
      const seen = await until(`${name} shows ${stem}`, async () => {
        return (await notesOf(pages[name])).headings[stem];
      });
      apart.push((seen.number - number) * FRAME_MS);
    }
    t.diagnostic(`${name}: asked ${apart.map(Math.round).join(', ')} ms after its picture`);
    const { median } = spread(apart.map(Math.abs));
    assert.ok(median <= APART_MS, `${name}: ${median} ms from the picture`);
  }
});

test('two hundred and one answers are acknowledged and counted', async (t) => {
  const page = pages.room;
  const began = Date.now();
  const pollStem = '下节课先做哪个实验？';
  asked.push({ stem: pollStem, number: encoder.numberAt(began) });
  const options = ['a', 'b', 'c'].map((id) => ({ id, text: `实验 ${id}` }));
  const poll = await desk.openPoll(pollStem, options);
  await eachOf(sockets, (socket, at) => {
    return socket.act({ type: 'vote', activity: poll, choices: [options[at % 3].id] });
  });
  await page.getByRole('dialog').getByRole('radio').nth(2).check({ force: true });
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已提交').first().waitFor();
  await desk.act({ type: 'close_poll', activity: poll });
  await desk.act({ type: 'show_poll', activity: poll });
  const shown = await desk.until((one) => one.kind === 'poll.shown');
  assert.equal(shown.body.answered, CLASS + 1);
  const people = (id) => shown.body.counts.find((one) => one.choice === id)?.people;
  assert.deepEqual(['a', 'b', 'c'].map(people), [67, 67, 67]);

  const stem = '海市蜃楼是光的什么现象？';
  asked.push({ stem, number: encoder.numberAt(Date.now()) });
  const quiz = await desk.openQuiz(stem);
  await eachOf(sockets, (socket, at) => socket.answer(quiz, at % 4 !== 0));
  await page.getByRole('dialog').getByText(stem).waitFor();
  await page.getByRole('dialog').getByRole('radio').first().check({ force: true });
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已提交').first().waitFor();
  await desk.closeAndShow(quiz);
  const judged = await desk.until((one) => {
    return one.kind === 'quiz.judged' && one.body.activity === quiz;
  });
  assert.equal(judged.body.results.length, CLASS + 1);
  assert.equal(judged.body.results.filter((one) => one.right).length, 151);
  t.diagnostic(`poll and quiz of ${CLASS + 1}: ${Date.now() - began} ms`);
});

test('each player goes on without going back', async (t) => {
  await pause(Math.max(0, startedAt + WATCHED_MS - Date.now()));
  for (const [name, page] of Object.entries(pages)) {
    const { pictures, unreadable } = await notesOf(page);
    // The first seconds are spent catching up with the stream.
    const steady = pictures.slice(50);
    const late = steady.map(({ number, at }) => (encoder.numberAt(at) - number) * FRAME_MS);
    const { median, p95 } = spread(late);
    const back = steady.filter(({ number }, at) => at > 0 && number < steady[at - 1].number);
    t.diagnostic(
      `${name}: ${median} ms behind the encoder, p95 ${p95}; ${pictures.length} pictures seen, ` +
        `${unreadable} unreadable, ${back.length} times back`,
    );
    assert.equal(back.length, 0, `${name} went back`);
    assert.ok(unreadable <= pictures.length / 100, `${name}: ${unreadable} unreadable`);
    const seconds = (pictures.at(-1).at - pictures[0].at) / 1000;
    const shown = (pictures.at(-1).number - pictures[0].number) * FRAME_MS;
    assert.ok(Math.abs(shown / 1000 - seconds) < 8, `${name}: ${shown} ms in ${seconds} s`);
    assert.ok(median > -FRAME_MS && median < 15_000, `${name}: ${median} ms`);
  }
});

test('the recording holds every picture that was sent', async (t) => {
  const sent = await encoder.end();
  for (const page of Object.values(pages)) await page.context().close();
  assert.equal((await teacher.call('POST', `/api/lessons/${lesson}/closing`)).status, 204);
  const { body } = await teacher.call('GET', `/api/lessons/${lesson}/replay`);
  const address = `${server.url}${body.media_prefix}/recording.mp4`;
  const { seconds, tracks } = measure(address);
  t.diagnostic(`${sent} pictures sent; the recording plays ${seconds} s`);
  assert.equal(tracks.length, 2);
  assert.deepEqual(tracks.map(timesBack), [0, 0], 'no time goes back');
  const numbers = numbersOf(address);
  assert.deepEqual(numbers, [...Array(sent).keys()], 'every picture once, in order');
  assert.ok(Math.abs(seconds * 1000 - sent * FRAME_MS) <= FRAME_MS, `${seconds} s`);
});

test('the replay leads to what was asked, in step, at any speed, and goes on later', async (t) => {
  const page = await pageAs(browser, server, pupils[CLASS]);
  await page.goto(`${server.url}/replay/${lesson}`);
  await watch(page);
  await until('the replay shows a picture', async () => (await numberOn(page)) !== null);
  assert.equal(await page.getByRole('button', { name: /^跳到/ }).count(), asked.length);
  for (const { stem, number } of asked) {
    await page.getByRole('button', { name: new RegExp(`^跳到.*${stem}`) }).click();
    const near = (seen) => Math.abs(seen - number) * FRAME_MS <= APART_MS;
    await until(`the mark of ${stem} leads to picture ${Math.round(number)}`, async () => {
      return near(await numberOn(page));
    });
  }
  await inStep(t, page);
  await atDoubleSpeed(page);
  const stoppedAt = await numberOn(page);
  await page.goto(`${server.url}/today`);
  await page.goto(`${server.url}/replay/${lesson}`);
  await watch(page);
  const again = await until('the replay is there again', () => numberOn(page));
  assert.ok(Math.abs(again - stoppedAt) * FRAME_MS <= 1000, `from ${stoppedAt} to ${again}`);
});

/** Danmaku fly when their picture is there. */
async function inStep(t, page) {
  await page.getByRole('button', { name: new RegExp(`^跳到.*${asked[0].stem}`) }).click();
  await page.getByRole('button', { name: '播放（空格）' }).click();
  // One that was said a second after the question, so that the jump does not land behind it.
  const { text, number } = said.find((one) => one.number > asked[0].number + 1000 / FRAME_MS);
  const seen = await until('the danmaku flies', async () => (await notesOf(page)).flying[text]);
  const apart = (seen.number - number) * FRAME_MS;
  t.diagnostic(`replay: a danmaku flew ${Math.round(apart)} ms after its picture`);
  assert.ok(Math.abs(apart) <= 600, `${apart} ms`);
}

async function atDoubleSpeed(page) {
  await page.getByLabel('播放速度').selectOption('2');
  const [from, began] = [await numberOn(page), Date.now()];
  await pause(4000);
  const speed = ((await numberOn(page)) - from) / ((Date.now() - began) / FRAME_MS);
  assert.ok(speed > 1.6 && speed < 2.4, `speed ${speed}`);
}
