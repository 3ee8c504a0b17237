// The school that the tour looks at: the demonstration's, with lessons in more states.

import { giveDeck, PRESENTATION } from './decks.mjs';
import { signIn } from './people.mjs';
import { RoomSocket } from './room.mjs';

/** Who looks at the pages. */
export const ACCOUNTS = {
  learner: 'li.xiaoyu',
  teacher: 'chen',
  admin: 'admin',
  stranger: 'wu.guihua',
};

/** The demonstration school with one lesson more: a quiz runs there, and one class is absent. */
export async function furnish(server) {
  const teacher = await signIn(server, 'chen');
  const [closed, open, planned] = server.demo.lessons.map((one) => one.id);
  const known = (await teacher.call('GET', `/api/lessons/${open}`)).body;
  const [own] = known.audience.filter((row) => row.part === 'anchor');
  const made = await teacher.call('POST', '/api/lessons', {
    course: known.course.id,
    title: '光的折射',
    starts_at: new Date().toISOString(),
    minutes: 45,
    audience: [{ class: own.class.id, part: 'anchor', form: 'live', attending: 'own_devices' }],
  });
  if (made.status !== 201) throw new Error(`no lesson: ${JSON.stringify(made.body)}`);
  const asked = made.body.id;
  const course = known.course.id;
  await teacher.call('POST', `/api/lessons/${asked}/opening`);
  const desk = await RoomSocket.open(server, teacher, asked);
  const choices = ['向法线偏折', '远离法线偏折', '方向不变', '原路返回'].map((text, at) => ({
    id: 'abcd'[at],
    text,
  }));
  const stem = '光从空气斜射入水中，折射光线会怎样偏折？';
  const prompt = { kind: 'single', stem, choices, points: 1 };
  const question = { prompt, key: { kind: 'choices', choices: ['a'] } };
  const prepared = { question, limit_ms: 60_000 };
  await teacher.call('POST', `/api/lessons/${asked}/questions`, prepared);
  const edition = (await teacher.call('POST', '/api/editions', { source: closed })).body.id;
  await desk.act({ type: 'open_quiz', question, limit_ms: 600_000 });
  const drawn = await board(server, teacher, { ...known, own });
  const shown = await slides(server, teacher, { ...known, own });
  const sessions = {};
  for (const [who, name] of Object.entries(ACCOUNTS)) {
    sessions[who] = (await signIn(server, name)).cookie;
  }
  const stop = () => {
    desk.close();
    drawn.close();
    shown.close();
  };
  return {
    server,
    sessions,
    lessons: {
      ...{ closed, open, planned, asked, course, edition },
      ...{ drawn: drawn.id, shown: shown.id, watched: shown.past },
    },
    stop,
  };
}

/** A lesson for one class, open. */
async function opened(teacher, { course, own, title }) {
  const made = await teacher.call('POST', '/api/lessons', {
    course: course.id,
    title,
    starts_at: new Date().toISOString(),
    minutes: 45,
    audience: [{ class: own.class.id, part: 'anchor', form: 'live', attending: 'own_devices' }],
  });
  const { id } = made.body;
  await teacher.call('POST', `/api/lessons/${id}/opening`);
  return id;
}

/** A lesson that shows a slide and has a question behind a page, and a closed one that did. */
async function slides(server, teacher, { course, own, school }) {
  const id = await opened(teacher, { course, own, title: '从空气到水' });
  const of = { lesson: id, school: school.id, document: PRESENTATION };
  const { id: deck } = await giveDeck(server, teacher, of);
  const past = await opened(teacher, { course, own, title: '折射的作图' });
  await teacher.call('PUT', `/api/lessons/${past}/decks/${deck}`);
  const prompt = { kind: 'true_false', stem: '入射角为零时光不偏折。', choices: [], points: 1 };
  const question = { prompt, key: { kind: 'truth', value: true } };
  await teacher.call('POST', `/api/lessons/${id}/questions`, {
    question,
    after: { deck, page: 2 },
  });
  const before = await RoomSocket.open(server, teacher, past);
  for (const page of [1, 2, 4, 7]) {
    await before.act({ type: 'turn_page', surface: { kind: 'slide', deck, page } });
    await new Promise((resolve) => setTimeout(resolve, 1_600));
  }
  before.close();
  await teacher.call('POST', `/api/lessons/${past}/closing`);
  const desk = await RoomSocket.open(server, teacher, id);
  await desk.act({ type: 'turn_page', surface: { kind: 'slide', deck, page: 2 } });
  return { id, past, close: () => desk.close() };
}

/** A lesson whose teacher shows a board and lets a learner write on it. */
async function board(server, teacher, { course, own }) {
  const id = await opened(teacher, { course, own, title: '折射定律' });
  const desk = await RoomSocket.open(server, teacher, id);
  await desk.act({ type: 'turn_page', surface: { kind: 'board', board: 1 } });
  const learner = await signIn(server, ACCOUNTS.learner);
  const { id: person } = (await learner.call('GET', '/api/me')).body;
  await desk.act({ type: 'let_write', person, may: true });
  return { id, close: () => desk.close() };
}
