// A school network without a domain: a device is told once to trust the server, and from then on
// its pages may use the camera.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { MADE_UP_DEVICES, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { freePort, startServer } from '../stage/server.mjs';
import { speaker } from '../stage/tour.mjs';
import { trust } from '../stage/trust.mjs';

const say = speaker('zh-CN');
/** A name of the school's own network; browsers do not take its pages as this machine's own. */
const HOST = 'school.test';
const FOUND = `--host-resolver-rules=MAP ${HOST} 127.0.0.1`;

let server;
let home;
let lesson;
let http;
let https;
const browsers = [];

async function device(home) {
  const browser = await openBrowser([FOUND, ...MADE_UP_DEVICES], { home });
  browsers.push(browser);
  return browser;
}

before(async () => {
  const port = await freePort();
  const secure = ['--tls', 'own', '--tls-names', HOST, '--tls-listen', `127.0.0.1:${port}`];
  server = await startServer({ flags: secure });
  http = `http://${HOST}:${new URL(server.url).port}`;
  https = `https://${HOST}:${port}`;
  // The demonstration's second is the one that is going on.
  lesson = server.demo.lessons[1].id;
  home = mkdtempSync(join(tmpdir(), 'xingtan-home-'));
});

after(async () => {
  for (const browser of browsers) await browser.close();
  await server?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function fillIn(page, name) {
  const { password } = server.demo.accounts.find((one) => one.name === name);
  await page.locator('[autocomplete=username]').fill(name);
  await page.locator('[type=password]').fill(password);
  await page.locator('[type=submit]').click();
}

test('a page without a camera leads to the page that says how to get one', async () => {
  const browser = await device();
  const teacher = await signIn(server, 'chen');
  const page = await pageAs(browser, { url: http }, teacher, PHONE);
  await page.goto(`${http}/room/${lesson}`);
  await page
    .getByRole('button', { name: say('stage.teach_here') })
    .first()
    .click();
  const link = page.locator('dialog[open]').getByRole('link', { name: say('stage.make_secure') });
  await link.first().click();
  await page.waitForURL('**/trust?to=*');
  await page.getByRole('heading', { name: say('trust.title') }).waitFor();
  const open = page.getByRole('link', { name: say('trust.open') }).first();
  assert.equal(await open.getAttribute('href'), `${https}/room/${lesson}`);

  // Nobody has to be signed in, and who has done nothing yet is told so.
  const stranger = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await stranger.goto(`${http}/trust`);
  await stranger.getByRole('button', { name: say('trust.check') }).click();
  await stranger.locator('main').getByText(say('trust.not_yet')).waitFor();
  assert.equal(await stranger.locator('main').getByText(say('trust.trusted')).count(), 0);
  const download = stranger.waitForEvent('download');
  await stranger.getByRole('link', { name: say('trust.download') }).click();
  assert.equal((await download).suggestedFilename(), 'xingtan.crt');
});

test('a device that was told opens the secure page and uses its camera', async () => {
  await trust(server, home);
  const browser = await device(home);
  const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await page.goto(`${http}/trust?to=/lessons`);
  await page.locator('main').getByText(say('trust.trusted')).waitFor();
  await page
    .getByRole('link', { name: say('trust.open') })
    .first()
    .click();
  await page.waitForURL(`${https}/sign-in?to=*`);
  await fillIn(page, 'chen');
  await page.waitForURL(`${https}/lessons`);
  const kinds = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
    return stream.getTracks().map((track) => track.kind);
  });
  assert.deepEqual(kinds.sort(), ['audio', 'video']);
  const cookies = await page.context().cookies();
  assert.deepEqual(
    cookies.map(({ name, secure }) => [name, secure]),
    [['__Host-xt_session', true]],
  );

  // http goes on beside it: the same browser signs in there too, and stays signed in by https.
  const plain = await page.context().newPage();
  await plain.goto(`${http}/lessons`);
  await plain.waitForURL(`${http}/sign-in?to=*`);
  await fillIn(plain, 'wang.zihan');
  await plain.waitForURL(`${http}/lessons`);
  const named = (at) => at.evaluate(async () => (await (await fetch('/api/me')).json()).name);
  assert.deepEqual([await named(plain), await named(page)], ['wang.zihan', 'chen']);
});
