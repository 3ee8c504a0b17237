import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { aDeck } from '../../slides/a_deck.ts';
import { type LessonDeck, NOTHING, type Surface } from '../../slides/deck.ts';
import { turnOf } from './keys.ts';
import { Show } from './show.ts';

const page = (number: number): Surface => ({ kind: 'slide', deck: 'a', page: number });
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function room(isStaff: boolean, at: Surface = NOTHING, first = [aDeck('a', '1 2 3')]) {
  const surface = signal<Surface>(at);
  const turns: { to: Surface; done(): void; fail(): void }[] = [];
  let decks: LessonDeck[] = first;
  const failed = vi.fn();
  const asks = vi.fn(async () => decks);
  const show = new Show({
    surface,
    isStaff: signal(isStaff),
    isOpen: signal(true),
    prefix: signal('/media/t/l'),
    decks: asks,
    turn: (to) =>
      new Promise((done, fail) => turns.push({ to, done, fail: () => fail(new Error()) })),
    failed,
  });
  const setDecks = (next: LessonDeck[]) => {
    decks = next;
  };
  return { show, surface, turns, failed, asks, setDecks };
}

test('a teacher sees the page at once, and turns on from there', async () => {
  const { show, surface, turns } = room(true, page(1));
  await settle();
  show.step(1);
  show.step(1);
  expect(show.surface.value).toEqual(page(3));
  expect(turns.map((one) => one.to)).toEqual([page(2), page(3)]);
  surface.value = page(2);
  turns[0]?.done();
  await settle();
  expect(show.surface.value).toEqual(page(3));
  surface.value = page(3);
  turns[1]?.done();
  await settle();
  expect(show.surface.value).toEqual(page(3));
  show.step(1);
  expect(turns).toHaveLength(2);
});

test('a page that cannot be turned turns back, and says why', async () => {
  const { show, turns, failed } = room(true, page(1));
  await settle();
  show.step(1);
  turns[0]?.fail();
  await settle();
  expect(show.surface.value).toEqual(page(1));
  expect(failed).toHaveBeenCalledOnce();
});

test('from a board or the picture alone a teacher comes back to his page', async () => {
  const { show, turns } = room(true, page(2));
  await settle();
  show.turn({ kind: 'board', board: 1 });
  show.step(1);
  show.toggleNothing();
  show.toggleNothing();
  expect(turns.map((one) => one.to.kind)).toEqual(['board', 'slide', 'none', 'slide']);
  expect(show.surface.value).toEqual(page(2));
});

test('a learner looks back, and is told where the class is', async () => {
  const { show, surface, turns } = room(false, page(2));
  await settle();
  show.step(-1);
  expect(show.surface.value).toEqual(page(1));
  surface.value = page(3);
  expect(show.surface.value).toEqual(page(1));
  expect(show.isAstray.value).toBe(true);
  show.follow();
  expect(show.surface.value).toEqual(page(3));
  expect(turns).toEqual([]);
});

test('a deck that comes during the lesson is asked for', async () => {
  const { show, surface, asks, setDecks } = room(false, NOTHING, []);
  await settle();
  expect(show.page.value).toBeUndefined();
  surface.value = page(2);
  await settle();
  setDecks([aDeck('a', '1 2 3')]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(show.page.value?.label).toBe('2');
  expect(asks.mock.calls.length).toBeGreaterThan(1);
  show.stop();
});

function press(key: string, inside = ''): KeyboardEvent {
  document.body.innerHTML = inside;
  const target = document.body.querySelector('[data-here]') ?? document.body;
  let seen: KeyboardEvent | null = null;
  addEventListener('keydown', (event) => (seen = event), { once: true });
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  return seen as unknown as KeyboardEvent;
}

test.each([
  ['PageDown', '', 'next'],
  ['PageUp', '<div role="log" data-here></div>', 'back'],
  ['ArrowRight', '', 'next'],
  ['ArrowRight', '<button data-here></button>', 'next'],
  ['.', '', 'nothing'],
  ['b', '<input data-here>', null],
  ['PageDown', '<textarea data-here></textarea>', null],
  ['ArrowDown', '<div role="tablist"><button data-here></button></div>', null],
  ['ArrowDown', '<div role="application" data-here></div>', null],
  ['PageDown', '<dialog><button data-here></button></dialog>', null],
  ['a', '', null],
])('the key %s within %s means %s', (key, inside, turn) => {
  expect(turnOf(press(key, inside))).toBe(turn);
});
