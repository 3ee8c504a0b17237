// Shows room, replay and report with a scripted socket and a generated clip, and photographs them.
// Usage: node dev/room-shots.mjs <page origin> <fragmented mp4> <output folder> [scene]
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const [, , origin, clip, out, only] = process.argv;
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
const prompt = {
  kind: 'single',
  points: 1,
  stem: '曲线 y = x² 在点 (1, 1) 处的切线斜率是多少？',
  choices: [
    ['a', '1'],
    ['b', '2'],
    ['c', '1/2'],
    ['d', '不存在'],
  ].map(([id, text]) => ({ id, text })),
};
const key = { kind: 'choices', choices: ['b'] };
const counts = [
  { choice: 'a', people: 5 },
  { choice: 'b', people: 29 },
  { choice: 'c', people: 3 },
  { choice: 'd', people: 1 },
];
const quiz = {
  kind: 'quiz',
  activity: 'q1',
  opened_ms: 1000,
  grace_ms: 5000,
  limit_ms: 90000,
  is_open: true,
  is_shown: false,
  answered: 12,
  prompt,
};
const shown = {
  ...quiz,
  is_open: false,
  is_shown: true,
  answered: 38,
  counts,
  key,
  mine: { kind: 'choices', choices: ['a'] },
  explanation: '导数 y′ = 2x，在 x = 1 处为 2，即切线的斜率。',
};
const names = ['陈晓', '王敏', 'Li Wei', '赵一', '周舟', '吴桐', '郑爽', '孙悦'];
const said = ['老师好', '切线就是极限位置', '听懂了', '斜率是 2 吗？', '可以再讲一遍吗'].map(
  (text, n) => ({ person: `p${n}`, name: names[n], text, at_ms: n * 500 }),
);
const people = names.map((name, n) => ({
  person: `p${n}`,
  name,
  role: 'learner',
  class: 'c1',
  present: n < 6,
  muted: n === 4,
}));
const tracks = [
  { id: 1, kind: 'video', codec: 'avc1.42c016' },
  { id: 2, kind: 'audio', codec: 'mp4a.40.2' },
];

// The clip cut into an init part and fragments, for the replay.
const bytes = readFileSync(clip);
const boxes = [];
for (let at = 0; at < bytes.length; ) {
  const size = bytes.readUInt32BE(at);
  boxes.push({
    type: bytes.toString('latin1', at + 4, at + 8),
    data: bytes.subarray(at, at + size),
  });
  at += size;
}
const init = Buffer.concat(boxes.filter((b) => /ftyp|moov/.test(b.type)).map((b) => b.data));
const parts = [];
for (const [n, box] of boxes.entries()) {
  if (box.type === 'moof') parts.push(Buffer.concat([box.data, boxes[n + 1].data]));
}
/** Moves a fragment's decode times; picture first, then sound. */
function moved(part, seconds) {
  const copy = Buffer.from(part);
  let at = 0;
  for (const scale of [15360, 44100]) {
    at = copy.indexOf('tfdt', at + 1);
    if (at < 0) break;
    copy.writeBigUInt64BE(copy.readBigUInt64BE(at + 8) + BigInt(seconds * scale), at + 8);
  }
  return copy;
}
const RUNS = [3, 24];
const runs = RUNS.map((start, run) => ({
  run,
  start_ms: start * 1000,
  end_ms: (start + 12) * 1000,
  init_url: 'replay/init.mp4',
  tracks,
  segments: parts.map((_, n) => ({
    start_ms: (start + n * 2) * 1000,
    duration_ms: 2000,
    url: `replay/${run}-${n}.m4s`,
  })),
}));
const words = [
  '老师好',
  '听懂了',
  '斜率是 2',
  '再讲一遍',
  '明白',
  '为什么是极限？',
  '哦哦',
  'got it',
];
let seq = 0;
const entry = (at_ms, kind, body, by) => {
  seq += 1;
  return { seq, at_ms, v: 1, see: { to: 'everyone' }, kind, body, by };
};
const entries = [
  entry(0, 'lesson.opened', { utc: lesson.starts_at }),
  entry(3000, 'media.started', { run: 0, tracks }),
  ...Array.from({ length: 60 }, (_, n) => {
    const at = 4000 + n * 420 + (n % 7) * 60;
    return entry(at, 'danmaku.sent', { text: words[n % 8] }, `p${n % 8}`);
  }),
  entry(6000, 'announcement.posted', { text: '请翻到课本第 42 页' }),
  entry(9000, 'quiz.opened', { activity: 'q1', prompt, grace_ms: 0 }),
  entry(14000, 'quiz.shown', { activity: 'q1', counts, answered: 38, key }),
  entry(15000, 'media.stopped', { run: 0 }),
  entry(24000, 'media.started', { run: 1, tracks }),
  entry(27000, 'poll.opened', {
    activity: 'v1',
    stem: '下节课先讲哪一部分？',
    choices: prompt.choices.slice(0, 2),
    multiple: false,
    anonymous: true,
  }),
  entry(33000, 'poll.shown', { activity: 'v1', counts: counts.slice(0, 2), answered: 34 }),
  entry(36000, 'lesson.closed', {}),
].sort((a, b) => a.at_ms - b.at_ms);
const replay = {
  opened_at: lesson.starts_at,
  duration_ms: 36000,
  media_prefix: '/media/1-x/l1',
  until: '2026-11-24T00:00:00Z',
  shift_ms: 0,
  runs,
};
const states = [
  'present',
  'present',
  'present',
  'late',
  'present',
  'left_early',
  'absent',
  'absent',
];
const report = {
  lesson,
  expected: 8,
  here: 6,
  attendance: names.map((name, n) => ({
    person: `p${n}`,
    name,
    class: 'c1',
    minutes: n > 5 ? 0 : 45 - n,
    state: states[n],
    ...(n < 6 ? { arrived_at: '2026-11-23T00:01:00Z', left_at: '2026-11-23T00:45:00Z' } : {}),
    ...(n === 3 ? { late_ms: 400000 } : {}),
  })),
  danmaku_count: 60,
  hands: 4,
  activities: [
    {
      kind: 'quiz',
      activity: 'q1',
      at_ms: 9000,
      stem: prompt.stem,
      prompt,
      key,
      answered: 38,
      counts,
      answers: names.slice(0, 5).map((name, n) => ({
        person: `p${n}`,
        name,
        answer: { kind: 'choices', choices: [n % 2 ? 'a' : 'b'] },
        right: n % 2 === 0,
        points: n % 2 ? 0 : 1,
        late_by_network: n === 2,
      })),
    },
  ],
};

const sizes = { phone: [390, 844], landscape: [844, 390], pc: [1440, 900] };
const ALL = ['phone', 'landscape', 'pc'];
const scenes = [
  { name: 'waiting', state: 'waiting', activities: [], on: ALL },
  { name: 'live', activities: [shown], on: ALL },
  { name: 'quiz', activities: [quiz], on: ALL },
  { name: 'closed', state: 'closed', activities: [], on: ['phone'] },
  { name: 'result', activities: [quiz], later: 'shown', on: ['phone', 'pc'] },
  { name: 'danmaku', activities: [], click: '弹幕设置', on: ['phone', 'pc'] },
  { name: 'teacher', role: 'staff', activities: [quiz], on: ['pc', 'phone'] },
  { name: 'teacher_waiting', role: 'staff', state: 'waiting', activities: [], on: ['pc'] },
  { name: 'replay', path: '/replay/l1?t=10', play: true, on: ALL },
  { name: 'replay_plain', path: '/replay/l1', noMedia: true, play: true, on: ['phone'] },
  { name: 'report', path: '/lessons/l1/report', role: 'staff', on: ['phone', 'pc'] },
];

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
});
for (const scene of scenes) {
  if (only && !scene.name.startsWith(only)) continue;
  for (const size of scene.on) await shoot(scene, size);
}
await browser.close();

function hear(scene, role, ws) {
  const say = (message) => ws.send(JSON.stringify(message));
  ws.onMessage((text) => {
    const got = JSON.parse(text);
    if (got.type === 'ping') say({ type: 'pong', sent_ms: got.sent_ms, now_ms: 5000 });
    if (got.type !== 'hello') return;
    const state = scene.state ?? 'open';
    say({
      type: 'welcome',
      proto: 1,
      utc: '2026-11-23T00:00:05Z',
      now_ms: 5000,
      me: { person: 'me', name: '林月', role },
      snapshot: {
        seq: 9,
        state,
        danmaku: { on: true, slow_ms: 0 },
        muted: false,
        hands: [{ person: 'p1', at_ms: 100 }],
        activities: scene.activities,
        picks: [],
        announcements: state === 'open' ? [{ text: '请翻到课本第 42 页', at_ms: 900 }] : [],
        danmaku_latest: state === 'open' ? said : [],
        ...(state === 'open' ? { media: { run: 1, tracks } } : {}),
        shift_ms: 0,
        people: role === 'staff' ? people : [],
        presence: { here: 41, expected: 45 },
      },
    });
    if (state !== 'open') return;
    say({ type: 'media', prefix: '/media/1-x/l1', until: '2026-11-24T00:00:00Z' });
    setTimeout(() => say({ type: 'crowd', danmaku: said, omitted: 0 }), 1500);
    if (scene.later === 'shown') {
      const body = { activity: 'q1', key, counts, answered: 38, explanation: shown.explanation };
      const one = { seq: 10, at_ms: 100, v: 1, see: { to: 'everyone' }, kind: 'quiz.shown', body };
      setTimeout(() => say({ type: 'entry', ...one }), 2000);
    }
  });
}

async function shoot(scene, size) {
  const [width, height] = sizes[size];
  const role = scene.role ?? 'learner';
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
  page.on('pageerror', (error) => console.log(scene.name, size, 'ERROR', error.message));
  const json = (body) => (route) => route.fulfill({ json: body });
  const memberships = [{ role: role === 'staff' ? 'teacher' : 'learner' }];
  await page.route(`${origin}/api/**`, json({}));
  await page.route(
    '**/api/me',
    json({ id: 'me', name: 'me', display_name: '林月', language: 'zh-CN', memberships }),
  );
  await page.route('**/api/lessons/l1', json({ ...lesson, my_role: role }));
  const questions = [1, 2, 3].map((id) => ({
    id,
    position: id,
    question: { prompt },
    limit_ms: 60000,
  }));
  await page.route('**/api/lessons/l1/questions', json({ items: questions }));
  await page.route(
    '**/api/lessons/l1/replay',
    json(scene.noMedia ? { ...replay, runs: [] } : replay),
  );
  await page.route('**/api/lessons/l1/entries*', json({ items: entries }));
  await page.route('**/api/lessons/l1/people', json(people));
  await page.route('**/api/lessons/l1/report', json(report));
  const video = (body) => (route) => route.fulfill({ body, contentType: 'video/mp4' });
  await page.route('**/live.mp4*', video(bytes));
  await page.route('**/replay/init.mp4', video(init));
  await page.route('**/media/**/*.m4s', (route) => {
    const [, run, n] = /(\d+)-(\d+)\.m4s/.exec(route.request().url());
    return video(moved(parts[n], RUNS[run]))(route);
  });
  await page.routeWebSocket(/\/ws\/rooms\//, (ws) => hear(scene, role, ws));
  await page.goto(`${origin}${scene.path ?? '/room/l1'}`);
  await page.waitForSelector('h1, h2');
  if (scene.play) {
    await page.waitForTimeout(1200);
    await page.keyboard.press(' ');
  }
  await page.waitForTimeout(3500);
  if (scene.click) {
    await page.getByRole('button', { name: scene.click }).click();
    await page.waitForTimeout(500);
  }
  const seen = await page.evaluate(() => {
    const video = document.querySelector('video');
    return {
      at: video?.currentTime,
      ready: video?.readyState,
      wide: document.documentElement.scrollWidth - innerWidth,
    };
  });
  console.log(scene.name, size, JSON.stringify(seen));
  await page.screenshot({ path: `${out}/${scene.name}-${size}.png` });
  await page.close();
}
