// People who use the server: through its interface, and in a browser.

import { chromium } from 'playwright-core';

/** Signs one of the cast in by the interface. */
export function signIn(server, name) {
  return signInAs(
    server,
    server.demo.accounts.find((one) => one.name === name),
  );
}

/** Signs anyone in by the interface; answers calls with the session's cookie. */
export async function signInAs(server, account) {
  const { name, password } = account;
  const answer = await fetch(`${server.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const send = async (method, path, type, body) => {
    const headers = { cookie, ...(body && { 'content-type': type }) };
    const answered = await fetch(`${server.url}${path}`, { method, headers, body });
    const text = await answered.text();
    return { status: answered.status, body: text && parse(text) };
  };
  const call = (method, path, body) =>
    send(method, path, 'application/json', body && JSON.stringify(body));
  return { account, cookie, call, send };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export const CHROMIUM = '/usr/bin/chromium';

/** Chromium, as it has to be started in a container; in a home of its own where one is given. */
export function openBrowser(more = [], { home, executablePath = CHROMIUM } = {}) {
  return chromium.launch({
    ...(home && { env: { ...process.env, HOME: home } }),
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      ...more,
    ],
  });
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1440, height: 900 } };

/** A desk whose pages may run what a test brings along, whatever the server says of scripts. */
export const UNGUARDED = { ...DESK, bypassCSP: true };

/** For a browser with a camera and a microphone that are made up, and that asks nobody. */
export const MADE_UP_DEVICES = [
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** A page of a fresh browser profile, signed in through the sign-in page. */
export async function pageOf(browser, server, name, device = DESK) {
  const context = await browser.newContext({ ...device, locale: 'zh-CN' });
  const page = await context.newPage();
  const account = server.demo.accounts.find((one) => one.name === name);
  await page.goto(`${server.url}/sign-in`);
  await page.locator('input[name="name"], input[autocomplete="username"]').first().fill(name);
  await page.locator('input[type="password"]').fill(account.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL('**/today');
  return page;
}

/** A page of a fresh browser profile that holds a person's session already. */
export async function pageAs(browser, server, person, device = DESK) {
  const context = await browser.newContext({ ...device, locale: 'zh-CN' });
  const [name, value] = person.cookie.split('=');
  await context.addCookies([{ name, value, url: server.url }]);
  return context.newPage();
}

/** Has a page keep its WebRTC connections where a test finds them. */
export const keepsConnections = (page) =>
  page.addInitScript(() => {
    globalThis.connections = new Set();
    const Plain = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Plain {
      constructor(...args) {
        super(...args);
        globalThis.connections.add(this);
      }

      close() {
        globalThis.connections.delete(this);
        super.close();
      }
    };
  });
