// Foreign players: pages with hls.js or mpegts.js, on the server's own origin.

import { readFileSync } from 'node:fs';

const PLAYERS = {
  hls: {
    script: 'hls.js/dist/hls.min.js',
    start: `const hls = new Hls(); hls.loadSource(address); hls.attachMedia(video);
      hls.on(Hls.Events.ERROR, (_, data) => { if (data.fatal) failed.push(data.details); });`,
  },
  flv: {
    script: 'mpegts.js/dist/mpegts.js',
    start: `const player = mpegts.createPlayer({ type: 'flv', isLive: true, url: address },
        { liveBufferLatencyChasing: true });
      player.on(mpegts.Events.ERROR, (type, detail) => failed.push(type + ' ' + detail));
      player.attachMediaElement(video); player.load(); player.play();`,
  },
};

/** Opens a page that plays an address of this kind from the list of addresses. */
export async function openPlayer(browser, server, { kind, url }) {
  const { script, start } = PLAYERS[kind];
  const code = readFileSync(new URL(`../node_modules/${script}`, import.meta.url), 'utf8');
  const context = await browser.newContext({ viewport: { width: 660, height: 380 } });
  const page = await context.newPage();
  const body = `<!doctype html><meta charset="utf-8">
    <video width="640" height="360" muted autoplay playsinline></video>
    <script>${code.replaceAll('</script', '<\\/script')}</script>
    <script>
      const failed = []; const video = document.querySelector('video');
      const address = location.origin + ${JSON.stringify(url)};
      ${start}
    </script>`;
  const address = `${server.url}/player-${kind}`;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto(address);
  return page;
}
