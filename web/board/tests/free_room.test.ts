import { expect, test } from 'vitest';
import { beside, freeRoom } from '../input/free_room.ts';
import { meet } from '../state/geometry.ts';

const SHOWN = { left: 0, top: 0, right: 9_000, bottom: 5_000 };
const SIZE = { w: 4_000, h: 2_500 };

test('on a bare board it lies in the middle', () => {
  expect(freeRoom(SHOWN, [], SIZE)).toEqual({
    left: 2_500,
    top: 1_250,
    right: 6_500,
    bottom: 3_750,
  });
});

test('what is in the middle stays uncovered, and it grows smaller rather than cover it', () => {
  const formula = { left: 3_600, top: 1_900, right: 5_200, bottom: 2_800 };
  const found = freeRoom(SHOWN, [formula], SIZE);
  expect(found && meet(found, formula)).toBe(false);
  expect(found && found.right - found.left).toBe(3_000);
});

test('a full board has no room, and paper without an edge has some at its side', () => {
  const full = { left: 100, top: 100, right: 8_900, bottom: 4_900 };
  expect(freeRoom(SHOWN, [full], SIZE)).toBeNull();
  expect(beside(SHOWN, [full], SIZE).left).toBeGreaterThan(8_900);
});
