import { expect, test } from 'vitest';
import { type Choice, Ladder, type Level, type Look } from './ladder.ts';

const RUNGS = ['full', 'lean', 'text'] as const;
const NEEDS: Record<Level, number> = { full: 900, half: 400, lean: 45, text: 0 };
/** A made-up line whose width is told for each second. */
type Line = (second: number) => number;

/** Numbers that look random and are the same each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

interface Told {
  levels: Level[];
  moves: { second: number; to: Level }[];
  probes: number;
}

/** A lesson of so many seconds over a line; a second of media in hand when it begins. */
function live(line: Line, seconds: number, more: Partial<Look> = {}, choice: Choice = 'auto') {
  const ladder = new Ladder(RUNGS, choice);
  const told: Told & { ladder: Ladder } = { ladder, levels: [], moves: [], probes: 0 };
  let bufferS = 0;
  for (let second = 0; second < seconds; second += 1) {
    const before = ladder.level;
    const needs = NEEDS[before];
    const width = line(second);
    const kbps = Math.min(width, bufferS < 1 ? needs * 3 : needs);
    bufferS = Math.max(0, Math.min(3, bufferS + (needs ? kbps / needs : 1) - 1));
    const look: Look = {
      atMs: second * 1000,
      isLinked: true,
      isSaving: false,
      isExpected: before !== 'text',
      isFlowing: kbps >= needs || bufferS > 0,
      bufferS: kbps >= needs ? Math.max(bufferS, 0.5) : bufferS,
      kbps,
      ...more,
    };
    const level = ladder.look(look);
    if (ladder.wantsProbe(look)) {
      ladder.asks();
      told.probes += 1;
      ladder.probed(width, look.atMs);
    }
    if (ladder.level !== before) {
      told.moves.push({ second, to: ladder.level });
      bufferS = 0;
    }
    told.levels.push(level);
  }
  return told;
}

test('a good line keeps the picture', () => {
  expect(live(() => 5_000, 3_600).moves).toEqual([]);
});

test('a line of 100 kbit/s comes to the voice soon, and stays with it', () => {
  const { moves, probes } = live(() => 100, 3_600);
  expect(moves).toHaveLength(1);
  expect(moves[0]?.to).toBe('lean');
  expect(moves[0]?.second).toBeLessThan(20);
  // An hour is asked about a dozen times, not each second.
  expect(probes).toBeLessThan(12);
});

test('a line of next to nothing comes to words alone', () => {
  const { moves } = live(() => 10, 3_600);
  expect(moves.slice(0, 2).map((one) => one.to)).toEqual(['lean', 'text']);
  expect(moves[1]?.second).toBeLessThan(60);
  // The voice is tried now and then, ever later.
  expect(moves.length).toBeLessThan(24);
});

test('a short pause changes nothing', () => {
  expect(live((second) => (second % 60 < 5 ? 0 : 5_000), 600).moves).toEqual([]);
});

test('the picture comes back by itself when the line does', () => {
  const { moves } = live((second) => (second < 120 ? 100 : 5_000), 600);
  expect(moves.map((one) => one.to)).toEqual(['lean', 'full']);
  expect(moves[1]?.second).toBeLessThan(330);
});

test.each([
  1, 2, 3, 4, 5, 6, 7, 8,
])('a line that comes and goes is not followed, seed %i', (seed) => {
  const random = seeded(seed);
  let width = 1_000;
  const line = () => {
    if (random() < 0.05) width = random() < 0.5 ? 60 + 400 * random() : 700 + 2_000 * random();
    return width;
  };
  const { moves, levels } = live(line, 3_600);
  // Hysteresis: in an hour the picture goes and comes some times, never every minute.
  expect(moves.length).toBeLessThan(24);
  expect(levels).not.toContain('text');
});

test('who saves data begins with the voice and is never given a picture unasked', () => {
  const { moves } = live(() => 5_000, 1_800, { isSaving: true });
  expect(moves.map((one) => one.to)).toEqual(['lean']);
});

test('what a person chose stands, on any line', () => {
  expect(live(() => 10, 600, {}, 'full').moves).toEqual([]);
  expect(live(() => 5_000, 600, {}, 'lean').levels).not.toContain('full');
  expect(live(() => 5_000, 600, {}, 'half').levels.at(-1)).toBe('lean');
});

test('who wants the picture back has it for a while', () => {
  const ladder = new Ladder(RUNGS);
  const look = (second: number): Look => ({
    atMs: second * 1000,
    isLinked: true,
    isSaving: false,
    isExpected: true,
    isFlowing: false,
    bufferS: 0,
    kbps: 50,
  });
  for (let second = 0; second < 16; second += 1) ladder.look(look(second));
  expect([ladder.level, ladder.why]).toEqual(['lean', 'slow']);
  ladder.restore(16_000);
  for (let second = 17; second < 70; second += 1) expect(ladder.look(look(second))).toBe('full');
  for (let second = 70; second < 90; second += 1) ladder.look(look(second));
  expect(ladder.level).toBe('lean');
});

test.each([
  ['without the room', { isLinked: false, isFlowing: false, bufferS: 0 }],
  ['while nothing is sent', { isExpected: false, isFlowing: false, bufferS: 0 }],
])('%s nothing is given up', (_, more) => {
  expect(live(() => 0, 300, more).moves).toEqual([]);
});

test('a page that slept judges nothing of what it missed', () => {
  const ladder = new Ladder(RUNGS);
  const bad = { isLinked: true, isSaving: false, isExpected: true, isFlowing: false };
  for (const atMs of [0, 60_000, 120_000, 180_000, 240_000]) {
    ladder.look({ atMs, ...bad, bufferS: 0, kbps: 0 });
  }
  expect(ladder.level).toBe('full');
});
