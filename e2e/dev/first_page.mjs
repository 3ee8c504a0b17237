// Says when a learner has a lesson's first page over 100 kbit/s and 400 ms, and after how many
// bytes: by the room's address with nothing cached, from the day's page, and by the address again.
// Usage: XINGTAN_TEST_BINARY=<xingtan> node dev/first_page.mjs [times] [list]
// `list` names each file that came until then, with when it was asked for and had come.

import { setTimeout as pause } from 'node:timers/promises';
import { giveDeck, PRESENTATION } from '../stage/decks.mjs';
import { goLiveByVoice, newLesson } from '../stage/lessons.mjs';
import { openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { RoomSocket } from '../stage/room.mjs';
import { startServer, until } from '../stage/server.mjs';
import { thinLine } from '../stage/shaper.mjs';
import { sightsOf, watchSights } from '../stage/sight.mjs';

const LINE = { kbps: 100, delayMs: 400 };
const LOOKS_MS = 10_000;

const [, , times = '1', list] = process.argv;
const server = await startServer();
const browser = await openBrowser();
let encoder;
try {
  const teacher = await signIn(server, 'chen');
  const lesson = await newLesson(server, teacher, '光的折射');
  const { school } = (await teacher.call('GET', `/api/lessons/${lesson}`)).body;
  const document = PRESENTATION;
  const { id: deck } = await giveDeck(server, teacher, { lesson, school: school.id, document });
  encoder = await goLiveByVoice(server, teacher, lesson);
  await teacher.call('POST', `/api/lessons/${lesson}/opening`);
  const desk = await RoomSocket.open(server, teacher, lesson);
  await desk.act({ type: 'turn_page', surface: { kind: 'slide', deck, page: 1 } });
  // What was said and heard before is no part of what one waits for.
  await pause(3_000);
  for (let time = 0; time < Number(times); time += 1) await visits(lesson);
} finally {
  encoder?.stop();
  await browser.close();
  await server.stop();
}

async function visits(lesson) {
  const learner = await signIn(server, 'li.xiaoyu');
  const room = `/room/${lesson}`;
  const bare = await visitor(learner);
  say('by the address, nothing cached', await timed(bare, (page) => go(page, room)));
  say('by the address, everything cached', await timed(bare, (page) => go(page, room)));
  await bare.close();
  const today = await visitor(learner);
  await go(today.page, '/today');
  const link = today.page.locator(`a[href="${room}"]`).first();
  await link.waitFor({ timeout: 60_000 });
  await pause(LOOKS_MS);
  say('from the day’s page', await timed(today, () => link.click()));
  await today.close();

  async function go(page, path) {
    await page.goto(`${page.line.url}${path}`, { waitUntil: 'commit', timeout: 60_000 });
  }
}

/** A phone on a line of its own, with 省流 chosen. */
async function visitor(person) {
  const line = await thinLine(server, LINE);
  const page = await pageAs(browser, line, person, PHONE);
  page.line = line;
  await page.addInitScript(() => {
    if (location.protocol !== 'about:') localStorage.setItem('xt.quality', 'lean');
  });
  await watchSights(page);
  await page.addInitScript(noteEarlyPicture);
  const close = async () => {
    await page.context().close();
    line.close();
  };
  return { page, line, close };
}

/** Runs in the page: notes when the picture of the lesson's page can first be seen. */
function noteEarlyPicture() {
  const timer = setInterval(() => {
    const all = document.querySelectorAll('img[src*="/deck/"]');
    if (![...all].some((one) => one.complete && one.naturalWidth > 0)) return;
    window.pictureAt = Date.now();
    clearInterval(timer);
  }, 25);
}

/** How long it takes until a page is there, and what came over the line until then. */
async function timed({ page, line }, act) {
  const wire = await page.context().newCDPSession(page);
  const came = await watchWire(wire);
  const before = line.bytes();
  const began = Date.now();
  const acting = act(page);
  const seen = await until(
    'the first page is there',
    async () => {
      const { sights } = await sightsOf(page).catch(() => ({ sights: [] }));
      return sights.find((one) => one.at > began && one.page !== 'none' && one.isThere);
    },
    60,
  );
  const bytes = line.bytes().down - before.down;
  await acting;
  await wire.detach();
  const pictureAt = await page.evaluate(() => window.pictureAt);
  return { ms: seen.at - began, picture: pictureAt - began, bytes, came: came(began, seen.at) };
}

/** Notes what is asked for and what of it has come. */
async function watchWire(wire) {
  const all = new Map();
  await wire.send('Network.enable');
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => {
    all.set(requestId, { url: request.url, asked: Date.now(), bytes: 0 });
  });
  wire.on('Network.webSocketCreated', ({ requestId, url }) => {
    all.set(requestId, { url, asked: Date.now(), bytes: 0 });
  });
  const add = (bytes) => (event) => {
    const one = all.get(event.requestId);
    if (!one) return;
    one.bytes += bytes(event);
    one.came = Date.now();
  };
  wire.on('Network.dataReceived', add((event) => event.encodedDataLength));
  wire.on('Network.webSocketFrameReceived', add((event) => event.response.payloadData.length));
  wire.on('Network.loadingFinished', (event) => {
    const one = all.get(event.requestId);
    if (one) Object.assign(one, { bytes: event.encodedDataLength, came: Date.now() });
  });
  return (from, to) =>
    [...all.values()]
      .filter((one) => one.asked <= to)
      .map(({ url, asked, came, bytes }) => ({
        path: new URL(url).pathname,
        asked: asked - from,
        came: came && came - from,
        bytes,
      }));
}

function say(way, { ms, picture, bytes, came }) {
  const seen = Number.isFinite(picture) ? `its picture after ${picture} ms, ` : '';
  process.stdout.write(`${way}: ${seen}the page after ${ms} ms, ${bytes} bytes\n`);
  if (!list) return;
  for (const one of came) {
    const { path, asked, bytes: size } = one;
    const figures = [asked, one.came ?? '-', size].map((n) => String(n).padStart(7));
    process.stdout.write(`${figures.join('')}  ${path.slice(-60)}\n`);
  }
}
