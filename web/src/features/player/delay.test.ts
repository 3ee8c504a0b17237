import { expect, test } from 'vitest';
import { Boxes, steer, trim } from './delay.ts';

test.each([
  ['nothing yet', 0, [], { rate: 1, seekTo: null }],
  ['joins at the live edge', 0, [{ start: 600, end: 604 }], { rate: 1, seekTo: 602.8 }],
  ['near the edge', 603, [{ start: 600, end: 604 }], { rate: 1, seekTo: null }],
  ['a little behind', 601, [{ start: 600, end: 604 }], { rate: 1.08, seekTo: null }],
  ['far behind', 590, [{ start: 580, end: 604 }], { rate: 1, seekTo: 602.8 }],
  ['about to run dry', 603.8, [{ start: 600, end: 604 }], { rate: 0.96, seekTo: null }],
  [
    'steps over a hole',
    10.5,
    [
      { start: 0, end: 10 },
      { start: 20, end: 24 },
    ],
    { rate: 1, seekTo: 22.8 },
  ],
])('steer: %s', (_, current, ranges, expected) => {
  expect(steer(current, ranges, true)).toEqual(expected);
});

test('trim keeps half a minute and works in steps', () => {
  expect(trim(35, [{ start: 0, end: 40 }])).toBeNull();
  expect(trim(60, [{ start: 0, end: 62 }])).toEqual({ start: 0, end: 30 });
});

test('boxes come out whole however the bytes are cut', () => {
  const bytes = new Uint8Array([
    0, 0, 0, 10, 109, 111, 111, 102, 1, 2, 0, 0, 0, 8, 109, 100, 97, 116,
  ]);
  for (let cut = 0; cut <= bytes.length; cut += 1) {
    const boxes = new Boxes();
    const found = [...boxes.push(bytes.slice(0, cut)), ...boxes.push(bytes.slice(cut))];
    expect(found.map((box) => [box.type, box.bytes.length])).toEqual([
      ['moof', 10],
      ['mdat', 8],
    ]);
  }
});
