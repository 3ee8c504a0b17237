// @vitest-environment node
import { expect, test } from 'vitest';
import { randomAction, seeded } from '../dev/seeded.ts';
import { Replica } from '../state/replica.ts';
import { Surface } from '../state/surface.ts';
import { toHex } from '../wire/bytes.ts';
import { decode } from '../wire/codec.ts';
import { encode, strokeOf } from '../wire/encode.ts';
import { TOMBSTONES_MAX } from '../wire/limits.ts';
import type { Action } from '../wire/operation.ts';
import { decodeSnapshot } from '../wire/snapshot.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';

const LIN = '019abc00-0000-7000-8000-000000000001';
const WANG = '019abc00-0000-7000-8000-000000000002';
const name = 'board/1';

function state(surface: Surface): string {
  return toHex(encodeSnapshot(surface));
}

function actions(seed: number, count: number): Action[] {
  const chance = seeded(seed);
  const [ids, marks]: [string[], string[]] = [[], []];
  return Array.from({ length: count }, () => randomAction(chance, ids, marks));
}

function fold(list: Action[], surface = new Surface(name)): Surface {
  list.forEach((action, n) => {
    surface.apply(action, n % 2 ? LIN : WANG);
  });
  return surface;
}

test('who starts from a snapshot has what everyone has', () => {
  for (let seed = 1; seed <= 25; seed++) {
    const list = actions(seed, 120);
    const middle = 2 * Math.floor(seed * 1.4);
    const early = fold(list.slice(0, middle));
    const joined = decodeSnapshot(encodeSnapshot(early));
    expect(state(joined)).toBe(state(early));
    expect(state(fold(list.slice(middle), joined))).toBe(state(fold(list)));
  }
});

test('the same operation twice is the operation once', () => {
  for (let seed = 60; seed < 80; seed++) {
    const list = actions(seed, 80);
    const twice = new Surface(name);
    list.forEach((action, n) => {
      twice.apply(action, n % 2 ? LIN : WANG);
      twice.apply(action, n % 2 ? LIN : WANG);
    });
    expect(state(twice)).toBe(state(fold(list)));
  }
});

test('what is taken back was never there', () => {
  for (let seed = 100; seed < 130; seed++) {
    const surface = fold(actions(seed, 60));
    const before = state(surface);
    const patches = actions(seed + 1_000, 20).map((action) => surface.apply(action, LIN));
    for (const patch of patches.reverse()) surface.revert(patch);
    expect(state(surface)).toBe(before);
  }
});

test('operations on different elements commute', () => {
  for (let seed = 200; seed < 230; seed++) {
    const list = actions(seed, 60);
    const ids = [...fold(list).elements].map(({ id }) => id);
    const [a, b] = [ids.slice(0, 3), ids.slice(3, 6)];
    if (a.length < 3 || b.length < 3) continue;
    const placement = { dx: 5, dy: 6, sx: 4096, sy: 8192 };
    const pairs: [Action, Action][] = [
      [
        { type: 'place', groups: [{ placement, ids: a }] },
        { type: 'restore', ids: b },
      ],
      [
        { type: 'restore', ids: a },
        { type: 'background', background: 'dots' },
      ],
      [
        { type: 'edit', id: a[0] as string, w: 9, h: 9, text: 'α' },
        { type: 'erase', ids: b },
      ],
    ];
    for (const [first, second] of pairs) {
      const one = fold(list);
      const other = fold(list);
      for (const action of [first, second]) one.apply(action, LIN);
      for (const action of [second, first]) other.apply(action, LIN);
      expect(state(one)).toBe(state(other));
    }
  }
});

/** Two writers whose operations reach the log late; each sees his own at once. */
test('two who write at the same time end with the same picture', () => {
  for (let seed = 300; seed < 330; seed++) {
    const chance = seeded(seed);
    const people = [LIN, WANG];
    const views = people.map((me) => new Replica(new Surface(name), me, () => {}));
    const waiting: Uint8Array[][] = [[], []];
    const log: { bytes: Uint8Array; by: string }[] = [];
    const seen = [0, 0];
    const [ids, marks]: [string[], string[]] = [[], []];
    for (let n = 0; n < 300; n++) {
      const who = chance() < 0.5 ? 0 : 1;
      const what = n < 200 ? chance() : 0.4 + 0.6 * chance();
      if (what < 0.4) {
        const bytes = encode({ surface: name, action: randomAction(chance, ids, marks) });
        views[who]?.local(bytes);
        waiting[who]?.push(bytes);
      } else if (what < 0.7) {
        const bytes = waiting[who]?.shift();
        if (bytes && chance() < 0.05) views[who]?.refused(bytes);
        else if (bytes) log.push({ bytes, by: people[who] as string });
      } else {
        const entry = log[seen[who] as number];
        if (!entry) continue;
        seen[who] = (seen[who] as number) + 1;
        views[who]?.remote(decode(entry.bytes).action, entry.bytes, entry.by);
      }
    }
    for (const [who, left] of waiting.entries()) {
      for (const bytes of left) log.push({ bytes, by: people[who] as string });
    }
    const folded = new Surface(name);
    for (const { bytes, by } of log) folded.apply(decode(bytes).action, by);
    views.forEach((view, who) => {
      for (const { bytes, by } of log.slice(seen[who]))
        view.remote(decode(bytes).action, bytes, by);
      expect(state(view.surface)).toBe(state(folded));
    });
  }
});

test('erased elements are forgotten in the order of erasing, and a surface has an end', () => {
  const dot = strokeOf({ tool: 0, colour: 1, width: 60 }, [5, 5, 128]);
  const surface = new Surface(name);
  const id = (n: number) => n.toString(16).padStart(16, '0');
  for (let n = 0; n < 41_000; n += 200) {
    const elements = Array.from({ length: 200 }, (_, k) => ({ id: id(n + k), content: dot }));
    surface.apply({ type: 'add', elements }, LIN);
  }
  expect(surface.count).toBe(40_000);
  surface.apply({ type: 'clear', mark: id(1) }, LIN);
  expect(surface.count).toBe(0);
  expect(surface.elements.length).toBe(TOMBSTONES_MAX);
  surface.apply({ type: 'unclear', mark: id(1) }, LIN);
  expect(surface.count).toBe(TOMBSTONES_MAX);
  expect(surface.get(id(35_999))).toBeUndefined();
  expect(surface.get(id(36_000))?.erased).toBe(0);
});
