import { expect, test } from 'vitest';
import { applyEntry, EMPTY, type RoomModel } from './model.ts';
import { news } from './news.ts';
import type { Entry } from './wire.ts';

const ME: RoomModel = { ...EMPTY, state: 'open', me: { person: 'p', name: 'P', role: 'learner' } };
const entry = (at_ms: number, kind: string, body: object, by?: string) =>
  ({ seq: at_ms, at_ms, v: 1, see: { to: 'everyone' }, kind, body, by }) as unknown as Entry;
const prompt = { kind: 'true_false', stem: '?', choices: [], points: 1 };
const OPENED = entry(1, 'quiz.opened', { activity: 'q', prompt, grace_ms: 0 });

test('a quiz is told when it opens, closes and is shown', () => {
  const opened = applyEntry(ME, OPENED);
  const closed = applyEntry(opened, entry(2, 'quiz.closed', { activity: 'q', answered: 0 }));
  const shown = applyEntry(
    closed,
    entry(3, 'quiz.shown', { activity: 'q', counts: [], answered: 0 }),
  );
  expect(news(ME, opened)).toEqual([{ what: 'asked', activity: 'q' }]);
  expect(news(opened, closed)).toEqual([{ what: 'closed', activity: 'q' }]);
  expect(news(closed, shown)).toEqual([{ what: 'shown', activity: 'q' }]);
  expect(news(shown, shown)).toEqual([]);
});

test('announcements, picks and hands are told once', () => {
  const after = [
    entry(1, 'announcement.posted', { text: 'Books away' }),
    entry(2, 'pick.made', { person: 'p' }),
    entry(3, 'hand.raised', {}, 'x'),
  ].reduce(applyEntry, ME);
  expect(news(ME, after).map((one) => one.what)).toEqual(['announced', 'picked', 'hand']);
  expect(news(after, after)).toEqual([]);
});

test('what stood before one came in is no news', () => {
  const opened = applyEntry(ME, OPENED);
  expect(news(EMPTY, opened)).toEqual([]);
});
