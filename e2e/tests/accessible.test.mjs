// Every page and state, on a phone and on a desk, holds no barrier for eyes, hands or a reader.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFindings, measured, walk } from '../stage/barriers.mjs';
import { DESK, openBrowser, PHONE } from '../stage/people.mjs';
import { startServer } from '../stage/server.mjs';
import { furnish, STOPS } from '../stage/tour.mjs';
import { openLook, visit } from '../stage/visit.mjs';

// Every stop in two looks that differ in everything; a few stops in all the others.
const LOOKS = {
  'a phone, Chinese, light': { device: PHONE, language: 'zh-CN', theme: 'light' },
  'a desk, English, dark': { device: DESK, language: 'en', theme: 'dark' },
};
const OTHER_LOOKS = {
  'a phone, English, dark': { device: PHONE, language: 'en', theme: 'dark' },
  'a desk, Chinese, light': { device: DESK, language: 'zh-CN', theme: 'light' },
};
const IN_ALL_LOOKS = ['sign-in', 'today-teacher', 'people', 'report', 'room-quiz', 'room-teacher'];

let server;
let world;
let browser;

before(async () => {
  server = await startServer();
  world = await furnish(server);
  browser = await openBrowser();
});

after(async () => {
  await browser?.close();
  world?.stop();
  await server?.stop();
});

/** Visits stops one after the other; says everything that was found at all of them. */
async function tour(look, stops) {
  const tour = await openLook(browser, world, look);
  // The words and controls of a room are the same without its moving picture, which costs a core.
  await tour.context.route(/\/live\.mp4|\.m3u8/, (route) => route.abort());
  const isPhone = look.device === PHONE;
  const found = [];
  for (const stop of stops) {
    const { page, errors } = await visit(tour, stop);
    const main = stop.main && tour.say(stop.main);
    const all = [
      ...errors.map((error) => `error: ${error}`),
      ...(await measured(page, { isPhone, language: look.language, isStill: true })),
      ...(await axeFindings(page)),
      ...(await walk(page, { main })),
    ];
    found.push(...all.map((one) => `${stop.name}: ${one}`));
    await page.close();
  }
  await tour.context.close();
  return found;
}

/** The looks go side by side, each in its own profile. */
function tours(looks, stops) {
  return Promise.all(
    Object.entries(looks).map(async ([name, look], at) => {
      // Variants of a page are looked at in one of the looks.
      const own = stops.filter((stop) => !stop.isVariant || at === 0);
      const found = await tour(look, own);
      return found.map((one) => `on ${name}: ${one}`);
    }),
  );
}

test('every page and state is free of barriers', async () => {
  const found = await tours(LOOKS, STOPS);
  assert.equal(found.flat().join('\n'), '');
});

test('the most used pages are so in every language, theme and size', async () => {
  const stops = STOPS.filter((one) => IN_ALL_LOOKS.includes(one.name));
  const found = await tours(OTHER_LOOKS, stops);
  assert.equal(found.flat().join('\n'), '');
});
