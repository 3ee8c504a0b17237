import { beforeEach, expect, test, vi } from 'vitest';
import { Answers } from './answers.ts';
import { Clock } from './clock.ts';
import type { Lesson, Manifest } from './data.ts';
import { heldWords } from './SaveBar.tsx';
import { tell } from './story.ts';
import { Surfaces } from './surfaces.ts';
import { clockText, setLanguage, t } from './texts.ts';

const manifest: Manifest = {
  format: 1,
  pack: 'p',
  lesson: 'l',
  class: 'c',
  title: '光',
  class_name: '一班',
  made_at: '2026-11-27T00:00:00Z',
  secret: 'secret',
};

function lesson(of: Partial<Lesson> = {}): Lesson {
  return {
    title: '光',
    course: '物理',
    school: '明德',
    teachers: ['陈静'],
    class: { id: 'c', name: '一班' },
    opened_at: '2026-11-27T00:00:00Z',
    duration_ms: 60_000,
    shift_ms: 0,
    people: [{ id: 'a', name: '小雨' }],
    names: { a: '小雨' },
    entries: [],
    runs: [],
    ...of,
  };
}

const run = (number: number, start_ms: number, duration_ms: number) => ({
  run: number,
  start_ms,
  duration_ms,
  file: `media/run-${number}.mp4`,
  has_picture: true,
});

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});

test('the log tells what was asked, and the key only where it was shown', () => {
  const prompt = { kind: 'true_false' as const, stem: '？', choices: [], points: 1 };
  const key = { kind: 'truth' as const, value: true };
  const told = tell(
    lesson({
      shift_ms: 500,
      entries: [
        { seq: 1, at_ms: 1000, kind: 'quiz.opened', body: { activity: 'x', prompt } },
        { seq: 2, at_ms: 2000, kind: 'quiz.opened', body: { activity: 'y', prompt } },
        { seq: 3, at_ms: 3000, kind: 'quiz.closed', body: { activity: 'y', answered: 4 } },
        { seq: 4, at_ms: 4000, kind: 'quiz.shown', body: { activity: 'x', key, counts: [] } },
        { seq: 5, at_ms: 4100, kind: 'danmaku.sent', by: 'a', body: { text: '懂' } },
        { seq: 6, at_ms: 4200, kind: 'of.a.later.release', body: {} },
      ],
    }),
  );
  expect(told.asked.map((one) => [one.activity, one.atMs, one.isShown, one.key])).toEqual([
    ['x', 1500, true, key],
    ['y', 2500, false, undefined],
  ]);
  expect(told.asked[1]?.answered).toBe(4);
  expect(told.said).toEqual([{ seq: 5, atMs: 4600, name: '小雨', text: '懂' }]);
});

test('answers are kept on the device, once for each person and question, and leave as a file', async () => {
  const answers = new Answers(manifest);
  const yes = { kind: 'truth' as const, value: true };
  answers.give('x', yes);
  expect(answers.given.value, 'nobody said who he is').toEqual([]);
  answers.name('a');
  answers.give('x', yes);
  answers.give('x', { kind: 'truth', value: false });
  expect(answers.waiting).toBe(1);
  const again = new Answers(manifest);
  expect([again.person.value, again.of('x')?.answer]).toEqual(['a', yes]);
  const file = JSON.parse(await again.file().text());
  expect(file).toMatchObject({ format: 1, kind: 'xingtan-pack-answers', pack: 'p', lesson: 'l' });
  expect(file.secret).toBe('secret');
  expect(file.answers[0].client_id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab]/);
});

test('around a page that keeps answers, it says of them only what it was told', () => {
  const said: unknown[] = [];
  const holder = { postMessage: (message: unknown) => said.push(message) } as unknown as Window;
  vi.spyOn(window, 'parent', 'get').mockReturnValue(holder);
  const tell = (source: unknown, standing: unknown) => {
    const data = { type: 'xingtan-pack-standing', standing };
    const event = new MessageEvent('message', { data });
    Object.defineProperty(event, 'source', { value: source });
    window.dispatchEvent(event);
  };
  setLanguage('en');
  const answers = new Answers(manifest);
  expect(said).toEqual([{ type: 'xingtan-pack-hello' }]);
  answers.name('a');
  answers.give('x', { kind: 'truth', value: true });
  const given = answers.of('x');
  if (!given) throw new Error('it was given');
  expect(said[1]).toEqual({ type: 'xingtan-pack-answer', given });
  expect(answers.stateOf(given).state).toBe('waiting');
  expect(heldWords(answers)).toBe('Not there yet, tried again by themselves: 1');
  tell(window, [{ given, state: 'sent' }]);
  expect(answers.stateOf(given).state, 'only the page around it tells').toBe('waiting');
  tell(holder, [{ given, state: 'refused', why: 'no' }]);
  expect(answers.stateOf(given)).toMatchObject({ state: 'refused', why: 'no' });
  tell(holder, []);
  expect(answers.stateOf(given).state, 'its last word stands').toBe('refused');
  tell(holder, [{ given, state: 'sent' }]);
  expect(heldWords(answers)).toBe("Answers kept by the school's server: 1");
  // A reload in a sandbox, which keeps nothing: the page around it knows.
  localStorage.clear();
  const again = new Answers(manifest);
  expect(again.of('x')).toBeUndefined();
  tell(holder, [{ given, state: 'waiting' }]);
  expect([again.person.value, again.of('x')]).toEqual(['a', given]);
  vi.restoreAllMocks();
});

test('what the browser kept of another release does no harm', () => {
  localStorage.setItem('xingtan-pack-p', '{"given": 3');
  expect(new Answers(manifest).given.value).toEqual([]);
});

test('runs follow one another, and what was not recorded is passed over', () => {
  const clock = new Clock(lesson({ runs: [run(1, 5000, 10_000), run(2, 40_000, 20_000)] }), false);
  expect(clock.positionMs.value, 'it begins where the recording does').toBe(5000);
  clock.play();
  clock.ended();
  expect([clock.positionMs.value, clock.run.value?.run]).toEqual([40_000, 2]);
  clock.ended();
  expect([clock.isPlaying.value, clock.positionMs.value]).toEqual([false, 60_000]);
  clock.seek(20_000);
  expect(clock.run.value).toBe(null);
});

test('where there are pages, time goes on without a recording', () => {
  const clock = new Clock(lesson({ runs: [run(1, 3000, 1000)] }), true);
  clock.play();
  vi.advanceTimersByTime(1000);
  expect(clock.positionMs.value).toBe(1000);
  vi.advanceTimersByTime(2200);
  expect(clock.run.value?.run).toBe(1);
  clock.ended();
  clock.setRate(2);
  vi.advanceTimersByTime(1000);
  expect(clock.positionMs.value).toBeGreaterThanOrEqual(5900);
  clock.pause();
  vi.advanceTimersByTime(5000);
  expect(clock.positionMs.value).toBeLessThan(6500);
});

test('a surface is found by the time, and its ink by its name', () => {
  const turned = (seq: number, at_ms: number, surface: object) => {
    return { seq, at_ms, kind: 'page.turned', body: { surface } };
  };
  const page = { page: 2, slide: 1, label: '1.1', width: 16_000, height: 9000 };
  const surfaces = new Surfaces(
    lesson({
      entries: [
        turned(1, 1000, { kind: 'board', board: 3 }),
        turned(2, 2000, { kind: 'slide', deck: 'd', page: 2 }),
      ],
      decks: [{ id: 'd', title: '课件', pages: [{ ...page, links: [], clips: [] }] }],
    }),
    // One author; after 1,500 ms three bytes of his; then a torn step.
    {
      'board/3': btoa(String.fromCharCode(1, ...new Array(16).fill(1), 0xdc, 11, 0, 3, 7, 8, 9, 1)),
    },
  );
  expect(surfaces.at(999).kind).toBe('none');
  expect(surfaces.name(surfaces.at(1500))).toBe('board/3');
  expect(surfaces.name(surfaces.at(2500))).toBe('slide/d/1');
  const steps = surfaces.steps('board/3');
  expect(steps.map(({ atMs, op }) => [atMs, [...op]])).toEqual([[1500, [7, 8, 9]]]);
  expect(surfaces.steps('board/9')).toEqual([]);
});

test('it speaks both languages', () => {
  setLanguage('en');
  expect(t('waiting', { n: 2 })).toBe('Answers not saved yet: 2');
  setLanguage('zh-CN');
  expect(t('waiting', { n: 2 })).toBe('2 个答案还没有保存');
  expect([clockText(61_000), clockText(3_661_000)]).toEqual(['01:01', '1:01:01']);
});

test('a lesson whose recording begins a moment later opens at its first frame', () => {
  const runs = [run(1, 1_200, 20_000), run(2, 22_000, 10_000)];
  const clock = new Clock(lesson({ runs }), true);
  expect(clock.run.value?.run).toBe(1);
  expect(clock.isFresh.value).toBe(true);
  clock.seek(21_500);
  expect([clock.run.value, clock.isInGap]).toEqual([null, false]);
  clock.seek(40_000);
  expect(clock.isInGap).toBe(true);
});
