// People who use the server: through its interface, and in a browser.

import { chromium } from 'playwright-core';

/** Signs in by the interface; answers calls with the session's cookie. */
export async function signIn(server, name) {
  const account = server.demo.accounts.find((one) => one.name === name);
  const answer = await fetch(`${server.url}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password: account.password }),
  });
  if (answer.status !== 201) throw new Error(`sign-in answered ${answer.status}`);
  const cookie = answer.headers.get('set-cookie').split(';')[0];
  const call = async (method, path, body) => {
    const headers = { cookie, ...(body && { 'content-type': 'application/json' }) };
    const options = { method, headers, body: body && JSON.stringify(body) };
    const answered = await fetch(`${server.url}${path}`, options);
    const text = await answered.text();
    return { status: answered.status, body: text && parse(text) };
  };
  return { account, cookie, call };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Chromium, as it has to be started in a container. */
export function openBrowser() {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const DESK = { viewport: { width: 1440, height: 900 } };

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
