import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'vite';
import type { ImportRow, Lesson, RosterImport, SchoolsToday, Today } from '../src/api/shapes.ts';
import * as data from './mock_data.ts';

type Answer = { status?: number; body?: unknown; cookie?: string };
type Asked = { say: data.Say; role: data.Role; body: string; query: URLSearchParams; id: string };
type Handler = (asked: Asked) => Answer;

const problem = (status: number, code: string, fields?: unknown): Answer => ({
  status,
  body: { status, code, fields },
});
const page = (items: unknown[]): Answer => ({ body: { items, next: null } });

function today({ say, role }: Asked): Answer {
  const all = data.lessons(say, role);
  const current = all.find((one) => one.id === 'l1') ?? null;
  const later = all.filter((one) => one.id === 'l2' || one.id === 'l3');
  const recent = all.filter((one) => one.state === 'closed');
  const now = new Date().toISOString();
  const span = { from: now, to: now };
  return { body: { ...span, now, current, next: later[0] ?? null, later, recent } satisfies Today };
}

function schoolsToday({ say, role }: Asked): Answer {
  const lessons = data.lessons(say, role).map((lesson) => ({ lesson, expected: 45 }));
  const now = new Date().toISOString();
  const figures = { planned: 4, open: 0, closed: 2 };
  const day = { now, from: now, to: now, unstarted: lessons.slice(0, 1), overlong: [] };
  return { body: { ...day, lessons, figures } satisfies SchoolsToday };
}

function found(lessons: Lesson[], query: URLSearchParams): Lesson[] {
  const { q, state, course, from, to, order } = Object.fromEntries(query);
  const kept = lessons.filter(
    (one) =>
      (!q || one.title.includes(q)) &&
      (!state || one.state === state) &&
      (!course || one.course.id === course) &&
      (!from || one.starts_at >= from) &&
      (!to || one.starts_at < to),
  );
  const sign = order === 'latest_first' ? -1 : 1;
  return kept.sort((a, b) => sign * a.starts_at.localeCompare(b.starts_at));
}

function roster(say: data.Say, text: string): RosterImport {
  const rows = text.includes('\n') ? text.trim().split('\n').slice(1) : [];
  const read = rows.map((line, at): ImportRow => {
    const [name = '', display_name = '', role = '', cls = ''] = line.split(',');
    const known = ['学生', 'learner', '教师', 'teacher'].includes(role);
    const errors = known ? [] : [{ column: 'role', code: 'import.unknown_role', value: role }];
    if (known && /学生|learner/.test(role) && !cls) {
      errors.push({ column: 'class', code: 'import.class_required', value: '' });
    }
    const action = errors.length ? 'error' : at === 1 ? 'join_also' : 'create';
    const is_new_class = action !== 'error' && cls.includes('9');
    return { line: at + 2, name, display_name, role, class: cls, is_new_class, action, errors };
  });
  const count = (action: string) => read.filter((row) => row.action === action).length;
  const errors = count('error');
  const left_out = 0;
  const fresh = read.filter((row) => row.is_new_class).map((row) => row.class);
  return {
    id: 'i1',
    state: 'previewed',
    file_encoding: say('GB18030', 'UTF-8'),
    columns: ['name', 'display_name', 'role', 'class'],
    totals: {
      rows: read.length,
      new: count('create'),
      existing: count('join_also'),
      errors,
      left_out,
    },
    has_passwords: false,
    ignored_columns: [],
    new_classes: [...new Set(fresh)].map((name) => ({ name, rows: 1 })),
    passwords_ready: false,
    rows: read,
  };
}
let lastRoster: RosterImport | null = null;

const ROUTES: [string, Handler][] = [
  ['GET /api/me', ({ say, role }) => ({ body: data.me(say, role) })],
  ['PATCH /api/me', ({ say, role }) => ({ body: data.me(say, role) })],
  ['GET /api/today', today],
  ['GET /api/organisations', ({ say }) => ({ body: data.organisations(say) })],
  ['GET /api/sessions', () => page(data.sessions())],
  ['DELETE /api/sessions/:id', () => ({ status: 204 })],
  [
    'GET /api/setup/:id',
    ({ id }) => (id === 'used' ? problem(404, 'setup.used') : { body: { valid: true } }),
  ],
  [
    'POST /api/setup/:id',
    ({ say }) => ({ status: 201, body: { me: data.me(say, 'administrator') } }),
  ],
  ['GET /api/lessons', ({ say, role, query }) => page(found(data.lessons(say, role), query))],
  ['POST /api/lessons', ({ say, role }) => ({ status: 201, body: data.lessons(say, role)[0] })],
  [
    'GET /api/lessons/:id',
    ({ say, role, id }) => {
      const found = data.lessons(say, role).find((one) => one.id === id);
      return found ? { body: found } : problem(404, 'not_found');
    },
  ],
  ['PATCH /api/lessons/:id', ({ say, role }) => ({ body: data.lessons(say, role)[0] })],
  ['DELETE /api/lessons/:id', () => ({ status: 204 })],
  ['GET /api/courses', ({ say, role }) => page(data.courses(say, role))],
  [
    'GET /api/courses/:id',
    ({ say, role, id }) => ({ body: data.courses(say, role).find((one) => one.id === id) }),
  ],
  [
    'PATCH /api/courses/:id',
    ({ say, role, id, body }) => {
      const known = data.courses(say, role).find((one) => one.id === id);
      return { body: { ...known, ...JSON.parse(body) } };
    },
  ],
  ['GET /api/today/schools', schoolsToday],
  [
    'GET /api/today/rooms',
    () => ({ body: { disk: { free_mib: 3_300, total_mib: 80_000, is_low: true }, rooms: [] } }),
  ],
  [
    'GET /api/schools/:id/teachers',
    ({ say }) => page([{ id: 'me-teacher', name: say('陈晓岚', 'Chen Xiaolan'), school: 's1' }]),
  ],
  ['POST /api/courses', ({ body }) => ({ status: 201, body: { id: 'k9', ...JSON.parse(body) } })],
  ['GET /api/lessons/:id/questions', ({ say, id }) => page(id === 'l4' ? [] : data.questions(say))],
  [
    'POST /api/lessons/:id/questions',
    ({ body }) => ({ status: 201, body: { id: 'q9', position: 9, ...JSON.parse(body) } }),
  ],
  ['PUT /api/lessons/:id/questions/:q', ({ body }) => ({ body: JSON.parse(body) })],
  ['DELETE /api/lessons/:id/questions/:q', () => ({ status: 204 })],
  [
    'GET /api/schools/:id/people',
    ({ say, query }) => {
      const [q, role, of, state] = ['q', 'role', 'class', 'state'].map(
        (name) => query.get(name) ?? '',
      );
      return page(
        data
          .people(say)
          .filter(
            (one) =>
              (!q || one.display_name.includes(q) || one.name.includes(q)) &&
              (!role || one.roles.some((known) => known === role)) &&
              (!of || one.classes.some((known) => known.id === of)) &&
              (state === 'all' || one.is_stopped === (state === 'stopped')),
          ),
      );
    },
  ],
  [
    'POST /api/schools/:id/people',
    ({ body }) => {
      const asked = JSON.parse(body);
      return asked.name === 'taken'
        ? problem(409, 'person.name_taken', [{ field: 'name', code: 'person.name_taken' }])
        : {
            status: 201,
            body: { id: 'p99', password: 'plum-31-cloud', roles: [asked.role], ...asked },
          };
    },
  ],
  [
    'PATCH /api/schools/:id/people/:person',
    ({ say, body }) =>
      JSON.parse(body).name === 'taken'
        ? problem(409, 'person.name_taken', [{ field: 'name', code: 'person.name_taken' }])
        : { body: data.people(say)[2] },
  ],
  ['PUT /api/schools/:id/people/:person/stop', ({ say }) => ({ body: data.people(say)[7] })],
  ['DELETE /api/schools/:id/people/:person/stop', ({ say }) => ({ body: data.people(say)[2] })],
  ['DELETE /api/schools/:id/people/:person/sessions', () => ({ status: 204 })],
  ['POST /api/people/:id/password', () => ({ body: { password: 'tulip-48-river' } })],
  [
    'POST /api/schools/:id/imports',
    ({ say, body }) => {
      lastRoster = roster(say, body);
      return { status: 201, body: lastRoster };
    },
  ],
  [
    'GET /api/imports/:id/rows',
    ({ query }) => {
      const rows = lastRoster?.rows ?? [];
      return page(rows.filter((row) => query.get('errors_only') !== 'true' || row.errors.length));
    },
  ],
  ['POST /api/imports/:id/acceptance', () => ({ body: { ...lastRoster, state: 'accepted' } })],
  ['DELETE /api/imports/:id', () => ({ status: 204 })],
  ['GET /api/lessons/:id/stream', ({ id }) => ({ body: stream(id) })],
  ['POST /api/lessons/:id/stream-key', ({ id }) => ({ body: stream(id) })],
  ['POST /api/lessons/:id/opening', ({ say, role }) => ({ body: data.lessons(say, role)[0] })],
];

function stream(id: string) {
  const isLive = id !== 'l2';
  return {
    server: 'rtmp://class.example.edu:1935/live',
    key: 'l1-7f3a9c0e5b2d41',
    url: 'rtmp://class.example.edu:1935/live/l1-7f3a9c0e5b2d41',
    state: isLive ? 'publishing' : 'idle',
    stats: isLive
      ? { video_codec: 'H.264', width: 1920, height: 1080, fps: 30, kbps: 2480, audio_codec: 'AAC' }
      : null,
    problem: isLive
      ? null
      : { code: 'stream.unsupported_codec', detail: 'HEVC', at: new Date().toISOString() },
    obs: {
      video_encoder: 'x264',
      bitrate_kbps: 2500,
      keyframe_interval_s: 2,
      profile: 'main',
      preset: 'veryfast',
      audio_bitrate_kbps: 128,
    },
  };
}

function sign(body: string, say: data.Say): Answer {
  const { name, password } = JSON.parse(body) as { name: string; password: string };
  if (password === 'wrong') return problem(401, 'session.wrong_password');
  const role = (['learner', 'administrator'].find((one) => one === name) ?? 'teacher') as data.Role;
  return { status: 201, body: { me: data.me(say, role) }, cookie: role };
}

function answer(request: IncomingMessage, body: string): Answer {
  const url = new URL(request.url ?? '/', 'http://mock');
  const cookie = /xt_mock=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  const isEnglish = /^en/.test(request.headers['accept-language'] ?? '');
  const say: data.Say = (zh, en) => (isEnglish ? en : zh);
  const asked = `${request.method} ${url.pathname}`;
  if (asked === 'POST /api/sessions') return sign(body, say);
  if (asked === 'DELETE /api/sessions/current') return { status: 204, cookie: 'out' };
  const role = cookie as data.Role | 'out' | undefined;
  if ((!role || role === 'out') && !url.pathname.startsWith('/api/setup')) {
    return problem(401, 'session.required');
  }
  for (const [pattern, handler] of ROUTES) {
    const found = new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(asked);
    const id = found?.[1] ?? '';
    const known = role && role !== 'out' ? role : 'administrator';
    if (found) return handler({ say, role: known, body, query: url.searchParams, id });
  }
  return problem(404, 'not_found');
}

/** Answers the HTTP interface from memory, for development without a server: `npm run mock`. */
export function mockServer(): Plugin {
  return {
    name: 'mock-server',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/api/')) return next();
        const parts: Buffer[] = [];
        request.on('data', (part: Buffer) => parts.push(part));
        request.on('end', () => {
          const said = answer(request, Buffer.concat(parts).toString());
          response.statusCode = said.status ?? 200;
          if (said.cookie) response.setHeader('set-cookie', `xt_mock=${said.cookie}; Path=/`);
          response.setHeader('content-type', 'application/json');
          response.end(said.body === undefined ? '' : JSON.stringify(said.body));
        });
      });
    },
  };
}
