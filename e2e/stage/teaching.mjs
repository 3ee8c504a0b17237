// What a teacher does in the browser to prepare slides and to teach with them.

import { until } from './server.mjs';

/** Uploads documents, waits for their pages, and places a question behind the second page. */
export async function prepareInBrowser(page, server, lesson, { files, stem }) {
  const began = Date.now();
  await page.goto(`${server.url}/lessons/${lesson}/prepare`);
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByText('选择文件', { exact: true }).click(),
  ]);
  await chooser.setFiles(files);
  await page.getByRole('progressbar').first().waitFor();
  for (const _ of files)
    await page
      .getByText(/^正在(生成第|读取)|^排队/)
      .first()
      .waitFor();
  const cards = page.locator('article');
  await until(
    'all pages are made',
    async () => {
      const counts = await cards.evaluateAll((all) =>
        all.map((one) => one.querySelectorAll('li img').length),
      );
      return counts.length === files.length && counts.every((one) => one > 0);
    },
    90,
  );
  const took = Date.now() - began;
  await page.getByText('有备注').first().waitFor();
  await page.getByRole('button', { name: '添加题目' }).click();
  await page.getByLabel('题型').selectOption({ label: '判断题' });
  await page.getByLabel('题干').fill(stem);
  await page.getByRole('radio', { name: '对' }).check({ force: true });
  await page.getByRole('button', { name: '保存' }).click();
  const place = page.getByLabel('放在');
  const name = await place.locator('option', { hasText: '第 2 页之后' }).first().textContent();
  const kept = page.waitForResponse(
    (one) => one.request().method() === 'PUT' && /questions/.test(one.url()),
  );
  await place.selectOption({ label: name });
  await kept;
  return took;
}

/** Opens the lesson, though the signal may not be seen yet. */
export async function openLesson(page) {
  await page.getByRole('button', { name: '开课' }).click();
  const sure = page.locator('dialog[open]').getByRole('button', { name: '开课' });
  const open = page.getByRole('button', { name: '结束课堂' });
  await sure.or(open).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await open.waitFor();
}

const runDown = (page) => page.getByRole('region', { name: '本节课流程' });

/** Turns to a page by its place in the run-down. */
export function turnTo(page, label) {
  return runDown(page)
    .getByRole('button', { name: new RegExp(`^第 ${label} 页`) })
    .first()
    .click();
}

/** Lets a learner write. */
export async function inviteToWrite(page, name) {
  await page.getByRole('tab', { name: '成员' }).click();
  await page.getByRole('button', { name: `授权 ${name} 板书` }).click();
  await page.getByRole('button', { name: `收回 ${name} 的板书` }).waitFor();
}

/** Draws a wave over what is shown, a little lower each time. */
export async function draw(page, times) {
  const box = await page.getByRole('application').first().boundingBox();
  const y = box.y + box.height * (0.2 + ((times * 7) % 60) / 100);
  const x = (part) => box.x + box.width * part;
  await page.mouse.move(x(0.2), y);
  await page.mouse.down();
  for (let step = 1; step <= 16; step += 1) {
    await page.mouse.move(x(0.2 + step / 40), y + Math.sin(step / 2) * 14);
  }
  await page.mouse.up();
}
