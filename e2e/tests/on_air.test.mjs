// What happens on the stage reaches everybody: who has the stage itself, who watches its programme
// by our player and by HLS, and who watches later. A red teacher teaches, a blue learner steps up
// and down, and the teacher shows his screen.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BLUE, coloursOn, hearsAll, madeUp, RED, seenIn, tonesOn } from '../stage/colours.mjs';
import { measure } from '../stage/encoder.mjs';
import { newLesson } from '../stage/lessons.mjs';
import { keepsConnections, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';
import { openPlayer } from '../stage/viewers.mjs';

const TONES = [RED.hz, BLUE.hz];
const browsers = {};
const pages = {};
let server;
let teacher;
let learner;
let lesson;

before(async () => {
  server = await startServer();
  [browsers.red, browsers.blue, browsers.plain] = await Promise.all([
    openBrowser(madeUp(RED)),
    openBrowser(madeUp(BLUE)),
    openBrowser(),
  ]);
  teacher = await signIn(server, 'chen');
  learner = await signIn(server, 'li.xiaoyu');
  const [near, far] = await Promise.all(['wu.guihua', 'wang.zihan'].map((n) => signIn(server, n)));
  lesson = await newLesson(server, teacher, '红与蓝');
  pages.teacher = await pageAs(browsers.red, server, teacher);
  pages.learner = await pageAs(browsers.blue, server, learner, PHONE);
  pages.near = await pageAs(browsers.plain, server, near);
  pages.far = await pageAs(browsers.plain, server, far);
  // Who chose how the picture is to come has the programme.
  await pages.far.addInitScript(() => localStorage.setItem('xt.delivery', 'fmp4'));
  for (const page of Object.values(pages)) {
    page.setDefaultTimeout(20_000);
    await keepsConnections(page);
    await hearsAll(page);
    // However busy this machine is.
    await page.addInitScript(() => localStorage.setItem('xt.quality', 'full'));
    await page.goto(`${server.url}/room/${lesson}`);
  }
});

after(async () => {
  await Promise.all(Object.values(browsers).map((browser) => browser.close()));
  await server?.stop();
});

const press = (page, name) => page.getByRole('button', { name }).first().click();
const shows = async (page, colour) => (await coloursOn(page)).includes(colour);
const hears = async (page, hz) => (await tonesOn(page, TONES)).includes(hz);

/** Waits until all of these are so; says after how long each was. */
async function allOf(t, what, wanted) {
  const since = Date.now();
  const took = Object.entries(wanted).map(async ([who, is]) => {
    await until(`${what}: ${who}`, is, 30);
    return `${who} ${Date.now() - since} ms`;
  });
  t.diagnostic(`${what}: ${(await Promise.all(took)).join(', ')}`);
}

test('a teacher goes live with his browser alone', async (t) => {
  await press(pages.teacher, '用本机讲课');
  await press(pages.teacher, '开始上课并上讲台');
  await allOf(t, 'the teacher is seen', {
    'by who has the stage': () => shows(pages.near, 'red'),
    'by who has the programme': () => shows(pages.far, 'red'),
  });
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/media`);
  const hls = body.find((one) => one.kind === 'hls');
  await until('there is something to play by HLS', async () => {
    const list = await fetch(`${server.url}${hls.url}`);
    return list.ok && /EXTINF(.|\n)*EXTINF/.test(await list.text());
  });
  pages.hls = await openPlayer(browsers.plain, server, hls);
  await allOf(t, 'the teacher is heard', {
    'by who has the stage': () => hears(pages.near, RED.hz),
    'by who has the programme': () => hears(pages.far, RED.hz),
    'seen by HLS': () => shows(pages.hls, 'red'),
  });
  assert.equal(await pages.near.locator('video[src]').count(), 0, 'nobody has both');
});

test('a learner steps up and is seen and heard by all', async (t) => {
  await press(pages.learner, '举手');
  await pages.teacher.getByRole('tab', { name: '成员' }).click();
  await pages.teacher
    .getByRole('button', { name: /^请.*上台（声音和画面）$/ })
    .first()
    .click();
  await press(pages.learner, '带声音和画面上台');
  await allOf(t, 'the learner is seen', {
    'by his teacher': () => shows(pages.teacher, 'blue'),
    'by who has the stage': () => shows(pages.near, 'blue'),
    'by who has the programme': () => shows(pages.far, 'blue'),
    'by HLS': () => shows(pages.hls, 'blue'),
  });
  await press(pages.learner, '打开麦克风');
  await allOf(t, 'the learner is heard', {
    'by his teacher': () => hears(pages.teacher, BLUE.hz),
    'by who has the stage': () => hears(pages.near, BLUE.hz),
    'by who has the programme': () => hears(pages.far, BLUE.hz),
  });
  await until('both are in the programme', async () => {
    return (await tonesOn(pages.far, TONES)).length === TONES.length;
  });
  assert.ok(!(await hears(pages.learner, BLUE.hz)), 'nobody hears himself');
});

test('he steps down, and the teacher goes on', async (t) => {
  await pages.learner.getByRole('button', { name: '下台', exact: true }).click();
  await allOf(t, 'he is gone', {
    'for who has the stage': async () => !(await shows(pages.near, 'blue')),
    'for who has the programme': () => shows(pages.far, 'red'),
    'for his ears': async () => !(await hears(pages.far, BLUE.hz)),
  });
  assert.ok(await hears(pages.near, RED.hz), 'the teacher is still heard');
});

test('the teacher shows his screen', async (t) => {
  await press(pages.teacher, '共享屏幕');
  await allOf(t, 'the screen is seen', {
    'by who has the stage': () => shows(pages.near, 'other'),
    'by who has the programme': async () => !(await shows(pages.far, 'red')),
  });
  await press(pages.teacher, '停止共享');
  await allOf(t, 'the camera is back', {
    'for who has the programme': () => shows(pages.far, 'red'),
  });
});

test('the recording has it all, in its order and without a gap', async (t) => {
  await teacher.call('POST', `/api/lessons/${lesson}/closing`);
  const { body } = await learner.call('GET', `/api/lessons/${lesson}/replay`);
  const all = [];
  // Another size of the picture is another run.
  for (const run of body.runs) {
    const parts = [run.init_url, ...run.segments.map((one) => one.url)].map((url) =>
      fetch(`${server.url}${body.media_prefix}/${url}`).then((answer) => answer.arrayBuffer()),
    );
    const file = join(server.data, `on-air-${run.run}.mp4`);
    writeFileSync(file, Buffer.concat((await Promise.all(parts)).map((one) => Buffer.from(one))));
    const { sound } = measure(file);
    const longest = Math.max(...sound.slice(1).map((one, n) => one - sound[n]));
    t.diagnostic(`run ${run.run}: ${longest} s at most from one piece of sound to the next`);
    // 1,024 samples of 48 kHz.
    assert.ok(longest < 0.022, `${longest} s between two pieces of sound of run ${run.run}`);
    all.push(...(await seenIn(file, TONES)));
  }
  const gaps = body.runs.slice(1).map((run, n) => run.start_ms - body.runs[n].end_ms);
  t.diagnostic(`between runs ${gaps.join(', ')} ms`);
  for (const gap of gaps) assert.ok(Math.abs(gap) < 1_000, `a gap of ${gap} ms`);
  const turns = (seen) =>
    seen.map((one) => one.colour).filter((one, n, list) => one !== list[n - 1]);
  t.diagnostic(`colours in turn: ${turns(all).join(' ')}`);
  assert.match(turns(all).join(' '), /^(other )?red blue red other red/);
  const whole = await fetch(`${server.url}${body.media_prefix}/recording.mp4`);
  const file = join(server.data, 'on-air.mp4');
  writeFileSync(file, Buffer.from(await whole.arrayBuffer()));
  // As one file it has every size of picture too.
  assert.deepEqual(turns(await seenIn(file, TONES)), turns(all));
  // The tones begin and end with their people; a busy machine's microphones stutter.
  const heardIn = (hz, colour) =>
    all.some((one) => one.colour === colour && one.tones.includes(hz));
  assert.ok(heardIn(RED.hz, 'red') && heardIn(RED.hz, 'blue'), 'the teacher is heard throughout');
  assert.ok(heardIn(BLUE.hz, 'blue'), 'the learner is heard');
  const last = all.findLastIndex((one) => one.colour === 'blue');
  const late = all.slice(last + 8).filter((one) => one.tones.includes(BLUE.hz));
  assert.deepEqual(late, [], 'and no more once he has gone');
  t.diagnostic(`both at once in ${all.filter((one) => one.tones.length === 2).length} quarters`);
});
