// Fifty people on a stage come on pages; screens, oneself and who speaks are on each of them.
import { expect, test } from 'vitest';
import type { StageMember } from '../room/wire.ts';
import { PAGE_SIZES, paged, turnedBy, type View } from './paging.ts';

function people(count: number, shares: readonly number[] = []): StageMember[] {
  return Array.from({ length: count }, (_, n) => ({
    person: `p${n}`,
    name: `P${n}`,
    role: n === 0 ? 'teacher' : 'learner',
    seat: n + 1,
    since_ms: 0,
    may: { sound: true, picture: true, screen: true },
    on: { sound: false, picture: true, screen: shares.includes(n) },
  }));
}

const VIEW: View = { me: 'p7', speaker: null, size: PAGE_SIZES.desk, page: 0 };
const names = (members: StageMember[], view: Partial<View>) =>
  paged(members, { ...VIEW, ...view }).tiles.map(
    ({ member, source }) => `${member.person}${source === 'screen' ? ' screen' : ''}`,
  );

test('a dozen need no pages', () => {
  const { pages, tiles } = paged(people(12), VIEW);
  expect([pages, tiles.length]).toEqual([1, 12]);
  expect(paged(people(12, [3]), VIEW).pages).toBe(2);
});

test('everybody stands on one page, and one oneself on all', () => {
  const members = people(50);
  const { pages } = paged(members, VIEW);
  expect(pages).toBe(5);
  const turned = Array.from({ length: pages }, (_, page) => names(members, { page }));
  for (const page of turned) {
    expect(page.length).toBeLessThanOrEqual(PAGE_SIZES.desk);
    expect(page.filter((one) => one === 'p7')).toEqual(['p7']);
  }
  const others = turned.flat().filter((one) => one !== 'p7');
  expect(others.sort()).toEqual(
    members
      .map((one) => one.person)
      .filter((one) => one !== 'p7')
      .sort(),
  );
});

test('who speaks comes to the page one looks at, and moves nobody else', () => {
  const members = people(50);
  const quiet = names(members, { page: 2 });
  expect(names(members, { page: 2, speaker: 'p1' })).toEqual(['p1', ...quiet]);
  expect(names(members, { page: 2, speaker: quiet[3] ?? null })).toEqual(quiet);
  expect(names(members, { page: 2, speaker: 'p7' })).toEqual(quiet);
  expect(names(members, { page: 2, speaker: 'who has gone' })).toEqual(quiet);
});

test('a screen stands first on every page', () => {
  const members = people(30, [4]);
  const { pages } = paged(members, { ...VIEW, size: PAGE_SIZES.phone });
  for (let page = 0; page < pages; page += 1) {
    const found = names(members, { size: PAGE_SIZES.phone, page, speaker: 'p1' });
    expect(found[0]).toBe('p4 screen');
    expect(found.length).toBeLessThanOrEqual(PAGE_SIZES.phone);
  }
  const shares = Array.from({ length: 30 }, (_, n) => n);
  const full = names(people(30, shares), { speaker: 'p1' });
  expect(full.length).toBeLessThanOrEqual(PAGE_SIZES.desk);
  expect(full).toContain('p7');
});

test('a page that is gone leads to the last one', () => {
  const { page, pages } = paged(people(20), { ...VIEW, page: 9 });
  expect([page, pages]).toEqual([1, 2]);
});

test('keys turn pages and stop at the ends', () => {
  const at = (page: number) => ({ tiles: [], page, pages: 3 });
  expect(turnedBy('ArrowRight', at(0))).toBe(1);
  expect(turnedBy('PageUp', at(2))).toBe(1);
  expect(turnedBy('ArrowLeft', at(0))).toBe(null);
  expect(turnedBy('ArrowRight', at(2))).toBe(null);
  expect(turnedBy('Home', at(2))).toBe(0);
  expect(turnedBy('End', at(0))).toBe(2);
  expect(turnedBy('a', at(0))).toBe(null);
});
