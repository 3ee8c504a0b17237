// Opening the stops of the tour, in one look or another.
import { speaker } from './tour.mjs';

/** A browser profile in one look; its pages carry the session of whoever a stop is for. */
export async function openLook(browser, world, look) {
  const context = await browser.newContext({
    ...look.device,
    locale: look.language,
    colorScheme: look.theme,
    reducedMotion: look.motion ?? 'reduce',
    timezoneId: 'Asia/Shanghai',
  });
  return { context, world, say: speaker(look.language), ...look };
}

/** Opens a stop in a new page and brings it to its state. */
export function visit(tour, stop) {
  return open(tour, stop).catch((error) => {
    throw new Error(`${stop.name}, ${tour.language}, ${tour.theme}: ${error.message}`);
  });
}

async function open(tour, stop) {
  const { context, world, say } = tour;
  const { url } = world.server;
  await context.clearCookies();
  if (stop.who) {
    const [name, ...value] = world.sessions[stop.who].split('=');
    await context.addCookies([{ name, value: value.join('='), url }]);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(error.message));
  for (const [path, json] of Object.entries(stop.answers ?? {})) {
    await page.route(path, (route) => route.fulfill({ json }));
  }
  if (stop.cutsSocket) await page.routeWebSocket(/\/ws\//, (socket) => socket.close());
  const path = typeof stop.path === 'function' ? stop.path(world.lessons) : stop.path;
  await page.goto(`${url}${path}`);
  await page.locator('h1, h2').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[class*="skeleton"]'));
  await stop.act?.(page, say);
  if (stop.shows) await page.locator(stop.shows).first().waitFor();
  return { page, errors };
}
