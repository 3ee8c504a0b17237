// @vitest-environment node
import { expect, test } from 'vitest';
import { randomAction, randomContent, randomId, scribble, seeded, whole } from '../dev/seeded.ts';
import { Fault, fromHex, toHex } from '../wire/bytes.ts';
import { decode, decodeLive } from '../wire/codec.ts';
import { encode, encodeLive, strokeOf } from '../wire/encode.ts';
import { POINTS_MAX } from '../wire/limits.ts';
import type { Action } from '../wire/operation.ts';
import { packPoints } from '../wire/pack.ts';
import { unpackPoints } from '../wire/points.ts';

const surface = 'slide/3';

function codeOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return error.code;
    throw error;
  }
  return 'none';
}

test('every operation comes back as it was written, byte for byte', () => {
  const chance = seeded(1);
  const [ids, marks]: [string[], string[]] = [[], []];
  for (let n = 0; n < 1_000; n++) {
    const action = randomAction(chance, ids, marks);
    const bytes = encode({ surface, action });
    const decoded = decode(bytes);
    expect(decoded).toEqual({ surface, action });
    expect(toHex(encode(decoded))).toBe(toHex(bytes));
  }
});

test('points come back as they were written', () => {
  const chance = seeded(2);
  for (let n = 0; n < 200; n++) {
    const points = Array.from({ length: whole(chance, 1, 200) }, () => [
      whole(chance, -8_000_000, 8_000_000),
      whole(chance, -8_000_000, 8_000_000),
      whole(chance, 0, 255),
    ]).flat();
    expect(unpackPoints(packPoints(points))).toEqual(points);
  }
});

test('a stroke of 60 points takes well under 200 bytes', () => {
  const chance = seeded(3);
  let sum = 0;
  for (let n = 0; n < 200; n++) {
    const content = strokeOf(
      { tool: 0, colour: 1, width: 60 },
      scribble(chance, 60, whole(chance, 0, 16_000), whole(chance, 0, 9_000)),
    );
    const action: Action = { type: 'add', elements: [{ id: randomId(chance), content }] };
    sum += encode({ surface, action }).length;
  }
  expect(sum / 200).toBeLessThan(190);
});

test('live messages come back as they were written', () => {
  const chance = seeded(4);
  for (let n = 0; n < 300; n++) {
    const id = randomId(chance);
    const points = packPoints(scribble(chance, whole(chance, 1, 12), 100, 100));
    const style = { tool: whole(chance, 0, 2), colour: 1, width: 60 };
    const live = {
      surface,
      type: 'points',
      id,
      style,
      first: whole(chance, 0, 500),
      points,
    } as const;
    expect(decodeLive(encodeLive(live))).toEqual(live);
    const end = { surface, type: 'end', id } as const;
    expect(decodeLive(encodeLive(end))).toEqual(end);
  }
});

test('whatever arrives, it is an operation or a fault', () => {
  const chance = seeded(5);
  const [ids, marks]: [string[], string[]] = [[], []];
  for (let n = 0; n < 1_500; n++) {
    const bytes = encode({ surface, action: randomAction(chance, ids, marks) });
    for (let left = whole(chance, 1, 3); left > 0; left--) {
      bytes[whole(chance, 0, bytes.length - 1)] = whole(chance, 0, 255);
    }
    const cut = bytes.subarray(0, whole(chance, 0, bytes.length));
    for (const read of [decode, decodeLive]) {
      const code = codeOf(() => read(chance() < 0.5 ? bytes : cut));
      expect(code).toMatch(/^[a-z]+$/);
    }
  }
});

test('what is too much is refused by the writer', () => {
  const long = Array.from({ length: 3 * (POINTS_MAX + 1) }, () => 0);
  expect(codeOf(() => packPoints(long))).toBe('count');
  const content = randomContent(seeded(6));
  const elements = Array.from({ length: 257 }, (_, n) => ({
    id: n.toString(16).padStart(16, '0'),
    content,
  }));
  expect(codeOf(() => encode({ surface, action: { type: 'add', elements } }))).toBe('count');
  const edit = { type: 'edit', id: '0'.repeat(16), w: 1, h: 1 } as const;
  for (const text of ['a'.repeat(2_001), 'a\tb', '\u007f']) {
    expect(codeOf(() => encode({ surface, action: { ...edit, text } }))).toBe('text');
  }
  expect(codeOf(() => encode({ surface: 'a b', action: { ...edit, text: '' } }))).toBe('name');
  expect(codeOf(() => encode({ surface: '', action: { ...edit, text: '' } }))).toBe('name');
  expect(codeOf(() => packPoints([8_000_001, 0, 0]))).toBe('coordinate');
  expect(codeOf(() => packPoints([0, 0, 256]))).toBe('pressure');
});

test('hexadecimal goes both ways', () => {
  expect(toHex(fromHex('00ff7a'))).toBe('00ff7a');
});
