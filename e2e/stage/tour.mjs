// Every page of the product, as the person who uses it, with the states that matter.

import { readFileSync } from 'node:fs';
import { ALONE_STOPS } from './tour_alone.mjs';
import { REPLAY_STOPS } from './tour_replay.mjs';

export { furnish } from './furnish.mjs';

const TEXTS = new URL('../../web/src/texts/', import.meta.url);

/** Reads a text of the web by its key, so that a tour speaks both languages. */
export function speaker(language) {
  const files = new Map();
  return (key) => {
    const [file, name] = key.split('.');
    if (!files.has(file)) {
      const path = new URL(`${language}/${file}.json`, TEXTS);
      files.set(file, JSON.parse(readFileSync(path, 'utf8')));
    }
    const text = files.get(file)[name];
    if (!text) throw new Error(`no text ${key} in ${language}`);
    return text;
  };
}

const ROSTER = [
  '账号,姓名,角色,班级',
  'lin.yue,林月,学生,高一（1）班',
  'zhao.yifan,赵一帆,同学,高一（1）班',
  'sun.hao,孙浩,学生,',
  'liu,刘老师,教师,',
  'liu.yang,刘洋,学生,高九（9）',
].join('\n');

const press = (key) => (page, say) =>
  page
    .getByRole('button', { name: say(key) })
    .first()
    .click();

/** On a stage without any device: a tour has none. */
async function takeStage(page, say) {
  const named = (key) => page.getByRole('button', { name: say(key) }).first();
  const isUp = named('stage.step_down');
  await named('stage.teach_here').or(isUp).first().waitFor();
  // The same teacher may be there in another look.
  if (await isUp.isVisible()) return;
  await press('stage.teach_here')(page, say);
  const boxes = page.locator('dialog[open] [type=checkbox]');
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.uncheck();
  await press('stage.go_up')(page, say);
}

const refuse = (times) => async (page) => {
  await page.locator('[autocomplete=username]').fill('li.xiaoyu');
  for (let at = 1; at <= times; at += 1) {
    await page.locator('[autocomplete=current-password]').fill(`not this one, ${at}`);
    const answered = page.waitForResponse('**/api/sessions');
    await page.keyboard.press('Enter');
    await answered;
    await page.locator('[type=submit]:enabled').waitFor();
  }
};

async function previewRoster(page) {
  const file = { name: 'roster.csv', mimeType: 'text/csv', buffer: Buffer.from(ROSTER) };
  await page.locator('input[type=file]:enabled').setInputFiles(file);
  await page.locator('table').waitFor();
}

/** Opens the sheet of the first learner of the school that has two classes. */
async function openPerson(page) {
  await page.locator('search select').first().selectOption({ label: '青山中学' });
  const row = page.locator('main li').filter({ hasText: '高一（2）班' }).first();
  await row.locator('[aria-haspopup=dialog]').click();
}

const personStep = (step) => async (page) => {
  await openPerson(page);
  await page.locator(`[data-step=${step}]`).click();
};

const isConnected = '[class*="network"][data-level="good"]';

/**
 * Whom they are for and what they show: name; whether it is a variant of another stop; who looks (null: nobody is signed in); the address; what shows that it is there; what is
 * done first; the main action, as a text's key, that a keyboard must reach.
 */
export const STOPS = [
  { name: 'sign-in', who: null, path: '/sign-in', main: 'core.sign_in' },
  {
    name: 'sign-in-refused',
    isVariant: true,
    who: null,
    path: '/sign-in',
    shows: '[aria-invalid]',
    act: refuse(1),
  },
  {
    name: 'sign-in-refused-thrice',
    isVariant: true,
    who: null,
    path: '/sign-in',
    shows: 'form [data-tone=info]',
    act: refuse(3),
  },
  {
    name: 'setup',
    isVariant: true,
    who: null,
    path: '/setup/first',
    // The demonstration school is set up already; this one answer makes the page believe in it.
    answers: { '**/api/setup/first': { valid: true } },
    main: 'sign_in.create',
  },
  ...ALONE_STOPS,
  { name: 'today-learner', who: 'learner', path: '/today', main: 'today.enter' },
  { name: 'today-teacher', who: 'teacher', path: '/today', main: 'today.enter' },
  { name: 'today-admin', who: 'admin', path: '/today' },
  {
    name: 'today-menu',
    who: 'teacher',
    path: '/today',
    act: (page) => page.locator('header [aria-expanded]').click(),
    main: 'core.sign_out',
  },
  { name: 'lessons-learner', isVariant: true, who: 'learner', path: '/lessons' },
  { name: 'lessons', who: 'teacher', path: '/lessons', main: 'lessons.new' },
  {
    name: 'lessons-none-found',
    isVariant: true,
    who: 'teacher',
    path: '/lessons?q=nothing+of+the+kind',
    shows: 'svg[viewBox="0 0 160 112"]',
    main: 'lessons.show_all',
  },
  { name: 'editions', who: 'teacher', path: '/editions' },
  {
    name: 'edition',
    who: 'teacher',
    path: (at) => `/editions/${at.edition}`,
    shows: 'ol button[aria-pressed]',
    main: 'editions.add_question',
  },
  {
    name: 'edition-page',
    who: 'teacher',
    path: (at) => `/editions/${at.edition}`,
    act: press('editions.add_slide'),
    shows: 'dialog[open] svg',
  },
  { name: 'courses', who: 'teacher', path: '/courses', main: 'courses.new' },
  { name: 'courses-learner', isVariant: true, who: 'learner', path: '/courses' },
  {
    name: 'course',
    who: 'teacher',
    path: (at) => `/courses/${at.course}`,
    main: 'courses.new_lesson',
  },
  {
    name: 'course-rename',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/courses/${at.course}`,
    act: press('courses.rename'),
    shows: 'dialog[open]',
    main: 'core.save',
  },
  { name: 'lesson-new', who: 'teacher', path: '/lessons/new', main: 'lessons.create' },
  {
    name: 'lesson-edit',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/lessons/${at.planned}/edit`,
    main: 'core.save',
  },
  {
    name: 'lesson-edit-unfolded',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/lessons/${at.planned}/edit`,
    act: async (page) => {
      await page.locator('details').first().waitFor();
      await page.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true;
      });
    },
    main: 'core.save',
  },
  {
    name: 'prepare',
    who: 'teacher',
    path: (at) => `/lessons/${at.asked}/prepare`,
    main: 'prepare.add',
  },
  {
    name: 'prepare-empty',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/lessons/${at.open}/prepare`,
  },
  {
    name: 'prepare-earlier-slides',
    who: 'teacher',
    path: (at) => `/lessons/${at.open}/prepare`,
    act: press('slides.earlier'),
    shows: 'dialog[open]',
  },
  {
    name: 'prepare-slides',
    who: 'teacher',
    path: (at) => `/lessons/${at.shown}/prepare`,
    shows: 'article li img',
    main: 'slides.choose_files',
  },
  {
    name: 'prepare-question',
    who: 'teacher',
    path: (at) => `/lessons/${at.open}/prepare`,
    act: press('prepare.add'),
    main: 'core.save',
  },
  { name: 'stream', who: 'teacher', path: (at) => `/lessons/${at.open}/stream` },
  {
    name: 'stream-idle',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/lessons/${at.planned}/stream`,
  },
  { name: 'people', who: 'admin', path: '/people', main: 'people.add' },
  {
    name: 'people-none',
    isVariant: true,
    who: 'admin',
    path: '/people',
    act: (page) => page.locator('search input').fill('nobody at all'),
    shows: 'svg[viewBox="0 0 160 112"]',
  },
  {
    name: 'people-add',
    who: 'admin',
    path: '/people',
    act: press('people.add'),
    shows: 'dialog[open]',
    main: 'people.add',
  },
  {
    name: 'people-one',
    who: 'admin',
    path: '/people',
    act: openPerson,
    shows: 'dialog[open]',
    main: 'people.step_stop',
  },
  {
    name: 'people-edit',
    isVariant: true,
    who: 'admin',
    path: '/people',
    act: personStep('edit'),
    shows: 'dialog[open] form',
    main: 'core.save',
  },
  {
    name: 'people-move',
    isVariant: true,
    who: 'admin',
    path: '/people',
    act: personStep('move'),
    shows: 'dialog[open] select',
    main: 'people.step_move',
  },
  {
    name: 'people-stop',
    isVariant: true,
    who: 'admin',
    path: '/people',
    act: personStep('stop'),
    shows: 'dialog[open]',
    main: 'people.step_stop',
  },
  { name: 'import', who: 'admin', path: '/people/import', main: 'people.paste' },
  {
    name: 'import-errors',
    who: 'admin',
    path: '/people/import',
    act: previewRoster,
    main: 'people.discard',
  },
  { name: 'devices', who: 'learner', path: '/settings/devices' },
  {
    name: 'report',
    who: 'teacher',
    path: (at) => `/lessons/${at.closed}/report`,
  },
  {
    name: 'report-learner',
    isVariant: true,
    who: 'learner',
    path: (at) => `/lessons/${at.closed}/report`,
  },
  { name: 'not-found', who: 'learner', path: '/no/such/page', main: 'core.today' },
  {
    name: 'room-learner',
    who: 'learner',
    path: (at) => `/room/${at.open}`,
    shows: isConnected,
    main: 'room.raise_hand',
    live: true,
  },
  {
    name: 'room-waiting',
    isVariant: true,
    who: 'learner',
    path: (at) => `/room/${at.planned}`,
    shows: isConnected,
    main: 'room.leave',
  },
  {
    name: 'room-quiz',
    who: 'learner',
    path: (at) => `/room/${at.asked}`,
    shows: '[role=dialog]',
    main: 'room.submit',
    act: (page) => page.locator('[role=dialog] [type=radio]').first().check({ force: true }),
  },
  {
    name: 'room-quiz-lowered',
    isVariant: true,
    who: 'learner',
    path: (at) => `/room/${at.asked}`,
    act: press('room.lower_sheet'),
  },
  {
    name: 'room-over',
    who: 'learner',
    path: (at) => `/room/${at.closed}`,
    shows: 'a[href^="/replay"]',
    main: 'room.to_replay',
  },
  {
    name: 'room-no-rights',
    who: 'stranger',
    path: (at) => `/room/${at.asked}`,
    shows: 'svg[viewBox="0 0 160 112"]',
  },
  {
    name: 'room-offline',
    who: 'learner',
    path: (at) => `/room/${at.open}`,
    cutsSocket: true,
    shows: '[class*="network"][data-level="bad"]',
  },
  {
    name: 'room-teacher',
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    shows: isConnected,
    main: 'room.ask_quiz',
    live: true,
  },
  { name: 'room-teacher-quiz', who: 'teacher', path: (at) => `/room/${at.asked}` },
  {
    name: 'room-teacher-people',
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    act: (page, say) => page.getByRole('tab', { name: say('room.people') }).click(),
  },
  {
    name: 'room-teacher-waiting',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/room/${at.planned}`,
  },
  {
    name: 'room-ask-quiz',
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    act: press('room.ask_quiz'),
    shows: 'dialog[open]',
  },
  {
    name: 'room-ask-poll',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    act: press('room.poll'),
    shows: 'dialog[open]',
  },
  {
    name: 'room-teach-here',
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    act: press('stage.teach_here'),
    shows: 'dialog[open] [type=checkbox]',
    main: 'stage.go_up',
  },
  {
    name: 'room-stage',
    who: 'teacher',
    path: (at) => `/room/${at.drawn}`,
    act: takeStage,
    shows: '[data-look=strip] li',
    main: 'stage.step_down',
  },
  {
    name: 'room-board',
    who: 'learner',
    path: (at) => `/room/${at.drawn}`,
    shows: '[role=application]',
    main: 'ink.tool_pen',
  },
  {
    name: 'room-board-teacher',
    who: 'teacher',
    path: (at) => `/room/${at.drawn}`,
    shows: '[role=application]',
    main: 'slides.new_board',
  },
  {
    name: 'room-board-menu',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/room/${at.drawn}`,
    act: press('ink.more'),
    shows: '[role=menu]',
  },
  {
    name: 'room-slides',
    who: 'learner',
    path: (at) => `/room/${at.shown}`,
    shows: 'img[data-there]',
    main: 'slides.back',
  },
  {
    name: 'room-slides-teacher',
    who: 'teacher',
    path: (at) => `/room/${at.shown}`,
    shows: 'img[data-there]',
    main: 'slides.next',
  },
  {
    name: 'replay-slides',
    who: 'learner',
    path: (at) => `/replay/${at.watched}?t=6s`,
    shows: 'img[data-there]',
    main: 'replay.play',
  },
  {
    name: 'room-end',
    isVariant: true,
    who: 'teacher',
    path: (at) => `/room/${at.open}`,
    act: press('room.end_lesson'),
    shows: 'dialog[open]',
    main: 'room.end_lesson',
  },
  ...REPLAY_STOPS,
];
