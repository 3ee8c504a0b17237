// Photographs every page against the mock server and lets axe look for barriers.
// Usage: node dev/page-shots.mjs <page origin> <output folder> [page name]
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [, , origin, out, only] = process.argv;
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const csv = [
  '账号,姓名,角色,班级',
  'lin.yue,林月,学生,高一（1）班',
  'wang.min,王敏,学生,高一（2）班',
  'zhao.yifan,赵一帆,同学,高一（1）班',
  'sun.hao,孙浩,学生,',
  'liu,刘老师,教师,',
].join('\n');
const PAGES = [
  ['sign-in', 'out', '/sign-in'],
  ['setup', 'out', '/setup/abc'],
  ['today-learner', 'learner', '/today'],
  ['today-teacher', 'teacher', '/today'],
  ['lessons', 'teacher', '/lessons'],
  ['lesson-new', 'teacher', '/lessons/new'],
  ['lesson-edit', 'teacher', '/lessons/l2/edit'],
  ['prepare', 'teacher', '/lessons/l1/prepare'],
  ['prepare-empty', 'teacher', '/lessons/l4/prepare'],
  ['people', 'administrator', '/people'],
  ['import', 'administrator', '/people/import'],
  ['import-preview', 'administrator', '/people/import', preview],
  [
    'person-add',
    'administrator',
    '/people',
    (page) => page.click('[data-add]', { timeout: 2000 }).catch(() => {}),
  ],
  ['devices', 'learner', '/settings/devices'],
  ['stream', 'teacher', '/lessons/l1/stream'],
  ['stream-idle', 'teacher', '/lessons/l2/stream'],
];

async function preview(page) {
  const file = { name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.setInputFiles('input[type=file]', file);
  await page.waitForSelector('table');
}

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
let found = 0;
for (const [size, width, height] of [
  ['phone', 390, 844],
  ['pc', 1440, 900],
]) {
  for (const [locale, colorScheme] of [
    ['zh-CN', 'light'],
    ['zh-CN', 'dark'],
    ['en', 'light'],
    ['en', 'dark'],
  ]) {
    const options = { viewport: { width, height }, locale, colorScheme, reducedMotion: 'reduce' };
    const context = await browser.newContext(options);
    for (const [name, who, path, act] of PAGES) {
      if (only && name !== only) continue;
      await context.addCookies([{ name: 'xt_mock', value: who, url: origin }]);
      const page = await context.newPage();
      page.on('pageerror', (error) => console.log(name, 'ERROR', error.message));
      await page.goto(origin + path);
      await page.waitForSelector('h1');
      await page.waitForLoadState('networkidle');
      if (act) await act(page);
      await page.screenshot({
        path: `${out}/${name}.${size}.${locale}.${colorScheme}.png`,
        fullPage: true,
      });
      await page.evaluate(axe);
      const seen = await page.evaluate(async () => ({
        wide: document.documentElement.scrollWidth - innerWidth,
        barriers: (await globalThis.axe.run()).violations.map(
          (one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 120)} ${one.nodes[0]?.failureSummary}`,
        ),
      }));
      found += seen.barriers.length + (seen.wide > 0 ? 1 : 0);
      if (seen.wide > 0 || seen.barriers.length) console.log(name, size, locale, colorScheme, seen);
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
console.log(`${found} found`);
process.exitCode = found ? 1 : 0;
