// A lesson is packed, carried to a computer without a network, played and answered there; the
// answers come back and count once. A second server keeps the pack on its shelf.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { makeClip } from '../stage/counter.mjs';
import { measure, timesBack } from '../stage/encoder.mjs';
import { goLive, newLesson } from '../stage/lessons.mjs';
import { DESK, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';

const SECONDS = 24;
const BINARY = process.env.XINGTAN_TEST_BINARY;

let here;
let there;
let browser;
let folder;
let taught;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xingtan-pack-'));
  [here, there, browser] = await Promise.all([startServer(), startServer(), openBrowser()]);
  taught = await teach();
});

after(async () => {
  await browser?.close();
  await Promise.all([here?.stop(), there?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** A lesson with a picture, a board with ink, and two questions of which one was resolved. */
async function teach() {
  const teacher = await signIn(here, 'chen');
  const lesson = await newLesson(here, teacher, '光的折射（离线）');
  await teacher.call('POST', `/api/lessons/${lesson}/opening`);
  const desk = await RoomSocket.open(here, teacher, lesson);
  const encoder = await goLive(here, teacher, lesson, makeClip(SECONDS));
  const shown = await desk.openQuiz('光在水里走得更慢。');
  await desk.closeAndShow(shown);
  const hidden = await desk.openQuiz('光总是走直线。');
  await desk.act({ type: 'turn_page', surface: { kind: 'board', board: 1 } });
  await desk.act({ type: 'draw', op: aLine() });
  await until('the clip is over', () => encoder.ffmpeg.exitCode !== null, SECONDS + 20);
  await teacher.call('POST', `/api/lessons/${lesson}/closing`);
  desk.close();
  return { teacher, lesson, shown, hidden };
}

/** `add` of a red line from corner to corner of a screen, as docs/protocol/ink.md writes it. */
function aLine() {
  const number = (value) => (value < 128 ? [value] : [(value & 127) | 128, ...number(value >> 7)]);
  const signed = (value) => number(value < 0 ? -2 * value - 1 : 2 * value);
  const name = [...Buffer.from('board/1')];
  const shape = [1, 0, 1, ...number(160), ...[1000, 1000, 9000, 5000].flatMap(signed)];
  const bytes = [1, 1, name.length, ...name, 1, ...Buffer.from('12345678'), ...shape];
  return Buffer.from(bytes).toString('base64');
}

/** Makes the pack of the anchor class and waits for it. */
async function packed() {
  const { teacher, lesson } = taught;
  const known = await teacher.call('GET', `/api/lessons/${lesson}`);
  const own = known.body.audience.find((row) => row.part === 'anchor').class;
  const path = `/api/lessons/${lesson}/packs`;
  const asked = await teacher.call('POST', path, { class: own.id, pictures: true });
  assert.equal(asked.status, 202, JSON.stringify(asked.body));
  const pack = await until('the pack is made', async () => {
    const { body } = await teacher.call('GET', path);
    return body.items.find((one) => one.class === own.id && one.pictures && one.state === 'ready');
  });
  return { ...pack, className: own.name };
}

async function download(pack, name) {
  const answer = await fetch(here.url + pack.file.address);
  assert.equal(answer.status, 200);
  const path = join(folder, name);
  writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
  return path;
}

function unzip(zip, to) {
  // Any program that knows ZIP will do.
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, to]);
  return pathToFileURL(join(to, 'index.html')).href;
}

/** A page of a computer without a network. */
async function offline(device) {
  const context = await browser.newContext({ ...device, locale: 'zh-CN', acceptDownloads: true });
  await context.setOffline(true);
  const page = await context.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('pageerror', (error) => asked.push(`error: ${error.message}`));
  return { page, asked };
}

test('a pack plays from a disk, is answered, and its answers count once', async () => {
  const pack = await packed();
  const zip = await download(pack, 'pack.zip');
  const address = unzip(zip, join(folder, 'unpacked'));
  const probed = measure(join(folder, 'unpacked/media/run-1.mp4'));
  assert.ok(Math.abs(probed.seconds - SECONDS) < 1, `${probed.seconds} s`);
  for (const times of probed.tracks) assert.equal(timesBack(times), 0);

  const { page, asked } = await offline(PHONE);
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).filter({ hasText: '光的折射（离线）' }).waitFor();
  const video = page.locator('video').first();
  await page.getByRole('button', { name: '播放', exact: true }).click();
  const time = () => video.evaluate((element) => element.currentTime);
  await until('the picture moves', async () => (await time()) > 1);
  await page.getByLabel('播放位置').fill('18000');
  await until('it seeks', async () => (await time()) > 12);
  await until('the picture goes on from there', async () => (await time()) > 14);
  await page.getByRole('button', { name: '暂停' }).click();
  await inkIsDrawn(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(wide <= 390, `${wide} px`);

  await page.getByLabel('你是谁').selectOption({ label: '张一辰' });
  const first = page.locator('.question').nth(0);
  await first.getByText('对', { exact: true }).click();
  await first.getByRole('button', { name: '提交答案' }).click();
  await first.getByText('答对了').waitFor();
  const second = page.locator('.question').nth(1);
  await second.getByText('错', { exact: true }).click();
  await second.getByRole('button', { name: '提交答案' }).click();
  await second.getByText('等老师公布').waitFor();
  await page.reload();
  await page.locator('.question').nth(0).getByText('答对了').waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '保存答案' }).click(),
  ]);
  const file = join(folder, 'answers.json');
  await saved.saveAs(file);
  assert.match(saved.suggestedFilename(), /光的折射.*\.json$/);
  const away = asked.filter((url) => !/^(file|blob|data):/.test(url));
  assert.deepEqual(away, [], 'nothing was asked of any server');
  await page.context().close();

  const hand = async () =>
    (
      await taught.teacher.send(
        'POST',
        `/api/lessons/${taught.lesson}/pack-answers`,
        'application/json',
        readFileSync(file),
      )
    ).body;
  assert.deepEqual(await hand(), { new: 2, known: 0, refused: [] });
  assert.deepEqual(await hand(), { new: 0, known: 2, refused: [] });
});

/** The board lies on the stage, and something red is on it. */
async function inkIsDrawn(page) {
  const canvas = page.locator('.ink canvas').first();
  await canvas.waitFor();
  const isRed = () =>
    canvas.evaluate((element) => {
      const { width, height } = element;
      const { data } = element.getContext('2d').getImageData(0, 0, width, height);
      for (let at = 0; at < data.length; at += 4) {
        if (data[at] > 150 && data[at + 1] < 90 && data[at + 2] < 90) return true;
      }
      return false;
    });
  await until('the ink is drawn', isRed);
}

test('staff make a pack by the page and hand answers in there', async () => {
  const page = await pageAs(browser, here, taught.teacher, DESK);
  await page.goto(`${here.url}/lessons/${taught.lesson}/report`);
  await page.getByRole('link', { name: '离线课包' }).click();
  await page.getByRole('heading', { name: '光的折射（离线）' }).waitFor();
  const make = page.getByRole('button', { name: /^制作.*只有声音/ }).first();
  await make.click();
  await page.getByRole('link', { name: /^下载/ }).nth(1).waitFor();
  await page.getByText('网络不稳？').first().click();
  const command = page.getByLabel(/^命令/).first();
  assert.match(
    await command.inputValue(),
    /^xingtan pack fetch 'http.*\.zip' --out '光的折射-离线\.zip'$/,
  );
  await page.locator('input[type=file]').setInputFiles({
    name: '乱写.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":1'),
  });
  await page.getByText('这不是课包的答案文件').first().waitFor();
  await page.context().close();
});

test('the command line makes the same pack by the same job', async () => {
  const pack = await packed();
  const out = join(folder, 'made.zip');
  const { lesson } = taught;
  const make = ['pack', 'make', '--lesson', lesson, '--class', pack.class, '--out', out];
  // Not waited for in a way that lets the lines to the server go stale.
  const said = await promisify(execFile)(BINARY, [...make, '--data', here.data]);
  assert.ok(said.stdout.includes(`pack ${pack.id}`), said.stdout);
  const { body } = await taught.teacher.call('GET', `/api/lessons/${lesson}/packs`);
  const there = body.items.find((one) => one.id === pack.id);
  assert.equal(there.state, 'ready');
  assert.equal(there.file.size_bytes, readFileSync(out).length);
});

test('staff put a pack on the shelf by the page, and are told of one that is damaged', async () => {
  const zip = readFileSync(await download(await packed(), 'sent.zip'));
  const damaged = Buffer.from(zip);
  damaged[damaged.indexOf('moov') + 40] ^= 1;
  const teacher = await signIn(there, 'chen');
  const page = await pageAs(browser, there, teacher, DESK);
  await page.goto(`${there.url}/shelf`);
  const input = page.locator('input[type=file]').first();
  const send = (name, buffer) => input.setInputFiles({ name, mimeType: 'application/zip', buffer });
  await send('damaged.zip', damaged);
  await page.getByText('课包里有文件被改动或损坏').waitFor();
  await page.getByRole('button', { name: /^知道了/ }).click();
  await page.getByText('课包里有文件被改动或损坏').waitFor({ state: 'detached' });
  await send('sent.zip', zip);
  await page.getByRole('link', { name: '打开' }).first().waitFor();
  await page.context().close();
});

test('a second server takes the pack by command, plays it in a sandbox and gives answers back', async () => {
  const pack = await packed();
  const zip = join(folder, 'fetched.zip');
  const fetched = execFileSync(
    BINARY,
    ['pack', 'fetch', here.url + pack.file.address, '--out', zip],
    {
      encoding: 'utf8',
    },
  );
  assert.match(fetched, /bytes fetched, 0 were here/);
  const whole = await download(pack, 'whole.zip');
  assert.ok(readFileSync(zip).equals(readFileSync(whole)), 'it is the file that browsers get');
  const again = execFileSync(
    BINARY,
    ['pack', 'fetch', here.url + pack.file.address, '--out', zip],
    {
      encoding: 'utf8',
    },
  );
  assert.match(again, /: 0 bytes fetched/);

  const data = ['--data', there.data];
  const put = ['pack', 'import', zip, '--school', '明德中学', ...data];
  assert.match(execFileSync(BINARY, put, { encoding: 'utf8' }), /on the shelf/);
  const learner = await signIn(there, 'li.xiaoyu');
  const page = await pageAs(browser, there, learner, PHONE);
  await page.goto(`${there.url}/shelf`);
  await page.getByRole('link', { name: '打开' }).first().click();
  const frame = page.frameLocator('iframe');
  await frame.getByLabel('你是谁').selectOption({ label: 'Emma Carter' });
  // The line is away while the question is answered, and until after a reload.
  const answers = /\/api\/packs\/.*\/answers$/;
  await page.route(answers, (route) => route.abort());
  const question = frame.locator('.question').nth(1);
  await question.getByText('错', { exact: true }).click();
  await question.getByRole('button', { name: '提交答案' }).click();
  await question.getByText('还没有交到学校的服务器').waitFor();
  await page.getByText('连上网络后自动交给服务器').waitFor();
  await page.reload();
  await frame.locator('.question').nth(1).getByText('还没有交到学校的服务器').waitFor();
  const kept = page.waitForResponse((answer) => answers.test(answer.url()));
  await page.unroute(answers);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  assert.equal((await kept).status(), 201);
  await frame.getByText('1 个答案，已交给学校的服务器').waitFor();
  await frame.getByRole('button', { name: '播放', exact: true }).click();
  const time = () =>
    frame
      .locator('video')
      .first()
      .evaluate((element) => element.currentTime);
  await until('the picture moves in the sandbox', async () => (await time()) > 0.5);
  await page.context().close();

  const out = join(folder, 'from-there.json');
  execFileSync(BINARY, ['pack', 'answers', '--pack', pack.id, '--out', out, ...data]);
  const path = `/api/lessons/${taught.lesson}/pack-answers`;
  const back = await taught.teacher.send('POST', path, 'application/json', readFileSync(out));
  assert.deepEqual(back.body, { new: 1, known: 0, refused: [] });
});
