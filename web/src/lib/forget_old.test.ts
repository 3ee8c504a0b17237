import { beforeEach, expect, test } from 'vitest';
import { DAYS_MOST, forgetOld } from './forget_old.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-27T08:00:00Z');
const keys = () => Object.keys(localStorage).filter((key) => key !== 'xt.unchanged_since');

beforeEach(() => localStorage.clear());

function waiting(daysAgo: number): string {
  const message = { type: 'vote', activity: 'p', choices: ['a'] };
  // A UUIDv7, as rooms name their messages.
  const time = (NOW - daysAgo * DAY_MS).toString(16).padStart(12, '0');
  const client_id = `${time.slice(0, 8)}-${time.slice(8)}-7abc-8def-0123456789ab`;
  return JSON.stringify([{ ...message, client_id }]);
}

test('an answer that has waited for more than a month goes, a younger one stays', () => {
  localStorage.setItem('outbox:old:ann', waiting(DAYS_MOST + 2));
  localStorage.setItem('outbox:new:ann', waiting(DAYS_MOST - 2));
  forgetOld(localStorage, NOW);
  expect(keys()).toEqual(['outbox:new:ann']);
});

test('drafts and places go a month after they were seen to change last', () => {
  const all = ['drafts:l:ann', 'xt.ann.draft.lesson.new', 'xt.ann.replay.l'];
  for (const key of all) localStorage.setItem(key, '1');
  localStorage.setItem('xt.theme', 'dark');
  forgetOld(localStorage, NOW);
  forgetOld(localStorage, NOW + 20 * DAY_MS);
  localStorage.setItem('drafts:l:ann', '2');
  forgetOld(localStorage, NOW + 25 * DAY_MS);
  expect(keys()).toHaveLength(4);
  forgetOld(localStorage, NOW + (DAYS_MOST + 1) * DAY_MS);
  expect(keys().sort()).toEqual(['drafts:l:ann', 'xt.theme']);
  forgetOld(localStorage, NOW + (26 + DAYS_MOST) * DAY_MS);
  expect(Object.keys(localStorage)).toEqual(['xt.theme']);
});

test.each([
  '{',
  'null',
  '[]',
  '{"drafts:l:ann":7}',
])('a broken ledger (%s) loses nothing', (text) => {
  localStorage.setItem('xt.unchanged_since', text);
  localStorage.setItem('drafts:l:ann', '1');
  expect(() => forgetOld(localStorage, NOW)).not.toThrow();
  expect(keys()).toEqual(['drafts:l:ann']);
});
