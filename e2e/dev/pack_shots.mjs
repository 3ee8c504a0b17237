// Looks at the pages of lesson packs: node dev/pack_shots.mjs FOLDER
import { DESK, openBrowser, PHONE, pageAs, signIn } from '../stage/people.mjs';
import { startServer, until } from '../stage/server.mjs';

const out = process.argv[2];
const server = await startServer();
const browser = await openBrowser();
try {
  const chen = await signIn(server, 'chen');
  const lesson = server.demo.lessons[0].id;
  const path = `/api/lessons/${lesson}/packs`;
  const known = (await chen.call('GET', `/api/lessons/${lesson}`)).body;
  const own = known.audience[0].class.id;
  await chen.call('POST', path, { class: own, pictures: true });
  const pack = await until('made', async () =>
    (await chen.call('GET', path)).body.items.find((one) => one.state === 'ready'),
  );
  const zip = Buffer.from(await (await fetch(server.url + pack.file.address)).arrayBuffer());
  const school = known.school.id;
  const put = await chen.send('POST', `/api/schools/${school}/packs`, 'application/zip', zip);
  console.log(put.status, zip.length);
  for (const [name, device] of [
    ['phone', PHONE],
    ['desk', DESK],
  ]) {
    const page = await pageAs(browser, server, chen, device);
    await page.goto(`${server.url}/lessons/${lesson}/packs`);
    await page.getByText('网络不稳').first().click();
    await page.locator('input[type=file]').setInputFiles({
      name: '答案 一班.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{}'),
    });
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${out}/${name}-packs.png`, fullPage: true });
    console.log(name, await page.evaluate(() => document.documentElement.scrollWidth));
    await page.goto(`${server.url}/shelf`);
    await page.waitForTimeout(800);
    await page.screenshot({ path: `${out}/${name}-shelf.png`, fullPage: true });
    await page.getByRole('link', { name: '打开' }).first().click();
    await page.waitForTimeout(2500);
    await page.screenshot({ path: `${out}/${name}-player.png` });
    await page.goto(`${server.url}/lessons/${lesson}/report`);
    await page.waitForTimeout(1000);
    await page.screenshot({ path: `${out}/${name}-report.png` });
    await page.context().close();
  }
} finally {
  await browser.close();
  await server.stop();
}
