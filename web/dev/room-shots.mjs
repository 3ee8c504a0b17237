// Shows the room with a scripted socket and a generated clip, and photographs it.
// Usage: node dev/room-shots.mjs <page origin> <fragmented mp4> <output folder>
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [, , origin, clip, out] = process.argv;
const lesson = {
  id: 'l1',
  course: { id: 'c', title: '高等数学' },
  title: '高等数学 · 导数的几何意义',
  starts_at: '2026-11-23T00:00:00Z',
  minutes: 45,
  state: 'open',
  school: { id: 's', name: '杏坛' },
  teachers: [],
  audience: [],
  my_role: 'learner',
};
const quiz = {
  kind: 'quiz',
  activity: 'q1',
  opened_ms: 1000,
  grace_ms: 5000,
  limit_ms: 90000,
  is_open: true,
  is_shown: false,
  answered: 12,
  prompt: {
    kind: 'single',
    points: 1,
    stem: '曲线 y = x² 在点 (1, 1) 处的切线斜率是多少？',
    choices: [
      ['a', '1'],
      ['b', '2'],
      ['c', '1/2'],
      ['d', '不存在'],
    ].map(([id, text]) => ({ id, text })),
  },
};
const said = ['老师好', '切线就是极限位置', '听懂了', '斜率是 2 吗？', '可以再讲一遍吗'].map(
  (text, n) => ({
    person: `p${n}`,
    name: ['陈晓', '王敏', 'Li Wei', '赵一', '周舟'][n],
    text,
    at_ms: n * 500,
  }),
);
const tracks = [
  { id: 1, kind: 'video', codec: 'avc1.4d401e' },
  { id: 2, kind: 'audio', codec: 'mp4a.40.2' },
];

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
for (const [name, role, width, height] of [
  ['phone', 'learner', 390, 844],
  ['landscape', 'learner', 844, 390],
  ['pc', 'learner', 1440, 900],
  ['teacher', 'staff', 1440, 900],
]) {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
  page.on('pageerror', (error) => console.log(name, 'ERROR', error.message));
  const json = (body) => (route) => route.fulfill({ json: body });
  await page.route(
    '**/api/me',
    json({
      id: 'me',
      name: 'me',
      display_name: '林月',
      language: 'zh-CN',
      memberships: [{ role: role === 'staff' ? 'teacher' : 'learner' }],
    }),
  );
  await page.route('**/api/lessons/l1', json({ ...lesson, my_role: role }));
  await page.route(
    '**/api/lessons/l1/questions',
    json({ items: [{ id: '1', position: 1, question: { prompt: quiz.prompt }, limit_ms: 60000 }] }),
  );
  await page.route('**/live.mp4*', (route) =>
    route.fulfill({ body: readFileSync(clip), contentType: 'video/mp4' }),
  );
  await page.routeWebSocket(/\/ws\/rooms\//, (ws) => {
    const say = (message) => ws.send(JSON.stringify(message));
    ws.onMessage((text) => {
      const got = JSON.parse(text);
      if (got.type === 'ping') say({ type: 'pong', sent_ms: got.sent_ms, now_ms: 5000 });
      if (got.type !== 'hello') return;
      say({
        type: 'welcome',
        proto: 1,
        utc: '2026-11-23T00:00:05Z',
        now_ms: 5000,
        me: { person: 'me', name: '林月', role },
        snapshot: {
          seq: 9,
          state: 'open',
          danmaku: { on: true, slow_ms: 0 },
          muted: false,
          hands: [{ person: 'p1', at_ms: 100 }],
          activities: [quiz],
          picks: [],
          announcements: [{ text: '请翻到课本第 42 页', at_ms: 900 }],
          danmaku_latest: said,
          media: { run: 1, tracks },
          shift_ms: 0,
          people: [],
          presence: { here: 41, expected: 45 },
        },
      });
      say({ type: 'media', prefix: '/media/1-x/l1', until: '2026-11-24T00:00:00Z' });
      setTimeout(() => say({ type: 'crowd', danmaku: said, omitted: 0 }), 1500);
    });
  });
  await page.goto(`${origin}/room/l1`);
  await page.waitForSelector('h1');
  await page.waitForTimeout(4500);
  const v = await page.evaluate(() => {
    const video = document.querySelector('video');
    return {
      at: video?.currentTime,
      ready: video?.readyState,
      wide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  console.log(name, JSON.stringify(v));
  await page.screenshot({ path: `${out}/${name}.png` });
  await page.close();
}
await browser.close();
