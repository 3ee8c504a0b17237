// @vitest-environment node
// The golden files of docs/protocol/golden/ink, which the Rust engine reads as well.
// `UPDATE_GOLDEN=1 npx vitest run board/tests/golden` writes them anew, to be reviewed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { randomAction, randomId, scribble, seeded } from '../dev/seeded.ts';
import { Surface } from '../state/surface.ts';
import { Fault, fromHex, toHex } from '../wire/bytes.ts';
import { decode, decodeLive } from '../wire/codec.ts';
import { encode, encodeLive, strokeOf } from '../wire/encode.ts';
import type { Action, Live } from '../wire/operation.ts';
import { packPoints } from '../wire/pack.ts';
import { unpackPoints } from '../wire/points.ts';
import { decodeSnapshot } from '../wire/snapshot.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';

const FOLDER = '../docs/protocol/golden/ink';
const IS_UPDATE = process.env.UPDATE_GOLDEN !== undefined;
const LIN = '019abc00-0000-7000-8000-000000000001';
const WANG = '019abc00-0000-7000-8000-000000000002';

interface Story {
  about: string;
  surface: string;
  steps: { by: string; what: string; hex: string }[];
  background: string;
  seen: string[];
  /** In the order of erasing. */
  erased: string[];
  snapshot: string;
}

function stored<T>(file: string, made: () => T): T {
  const path = `${FOLDER}/${file}.json`;
  if (IS_UPDATE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, `${JSON.stringify(made(), null, 1)}\n`);
  }
  return JSON.parse(readFileSync(path, 'utf8'));
}

function told(about: string, name: string, actions: [string, Action][]): Story {
  const surface = new Surface(name);
  const steps = actions.map(([by, action]) => {
    surface.apply(action, by);
    return { by, what: action.type, hex: toHex(encode({ surface: name, action })) };
  });
  return { about, surface: name, steps, ...summary(surface) };
}

function summary(surface: Surface) {
  return {
    background: surface.background,
    seen: surface.elements.filter(({ erased }) => !erased).map(({ id }) => id),
    erased: surface.tombstones.map(({ id }) => id),
    snapshot: toHex(encodeSnapshot(surface)),
  };
}

function lesson(): Story {
  const id = (n: number) => (0xa0 + n).toString(16).repeat(8);
  const style = { tool: 0, colour: 1, width: 60 };
  const stroke = strokeOf(style, [100, 200, 128, 160, 230, 128, 230, 250, 96, 300, 260, 96]);
  const box = { x: 4000, y: -300, w: 5000, h: 900 };
  const whole = { dx: -40, dy: 7, sx: 8192, sy: 2048 };
  return told('Each kind of element and each operation once, by two people.', 'slide/3', [
    [LIN, { type: 'background', background: 'squares' }],
    [LIN, { type: 'add', elements: [{ id: id(1), content: stroke }] }],
    [
      WANG,
      {
        type: 'add',
        elements: [
          { id: id(2), content: { ...strokeOf({ ...style, tool: 1 }, [5, 5, 128]) } },
          {
            id: id(3),
            content: {
              kind: 'shape',
              shape: 'arrow',
              colour: 2,
              width: 40,
              x1: 0,
              y1: 0,
              x2: -9,
              y2: 700,
            },
          },
          {
            id: id(4),
            content: { kind: 'text', colour: 0, size: 500, ...box, text: '朱批\nred 🌸' },
          },
          {
            id: id(5),
            content: { kind: 'formula', colour: 3, size: 500, ...box, text: 'e^{i\\pi}' },
          },
          { id: id(6), content: { kind: 'image', ...box, file: '019abc/photo-1.png' } },
        ],
      },
    ],
    [LIN, { type: 'place', groups: [{ placement: whole, ids: [id(1), id(6), id(15)] }] }],
    [WANG, { type: 'erase', ids: [id(3), id(2), id(15)] }],
    [LIN, { type: 'edit', id: id(4), w: 5200, h: 1000, text: '' }],
    [LIN, { type: 'edit', id: id(3), w: 1, h: 1, text: 'no words' }],
    [LIN, { type: 'clear', mark: id(9) }],
    [WANG, { type: 'add', elements: [{ id: id(7), content: stroke }] }],
    [LIN, { type: 'restore', ids: [id(2), id(7)] }],
    [LIN, { type: 'unclear', mark: id(9) }],
    [WANG, { type: 'clear', mark: id(8) }],
    [WANG, { type: 'restore', ids: [id(5), id(4), id(1)] }],
  ]);
}

function random(): Story {
  const chance = seeded(2026);
  const [ids, marks]: [string[], string[]] = [[], []];
  const actions = Array.from({ length: 150 }, (): [string, Action] => [
    chance() < 0.5 ? LIN : WANG,
    randomAction(chance, ids, marks),
  ]);
  return told('Two people who do anything.', 'board/7', actions);
}

/** More erased elements than are kept, and marks of which some are forgotten. */
function forgetting(): Story {
  const chance = seeded(7);
  const actions: [string, Action][] = [];
  const dot = strokeOf({ tool: 0, colour: 1, width: 60 }, [0, 0, 128]);
  for (let round = 0; round < 17; round++) {
    const elements = Array.from({ length: 256 }, () => ({ id: randomId(chance), content: dot }));
    actions.push([LIN, { type: 'add', elements }]);
    actions.push([WANG, { type: 'clear', mark: round.toString(16).padStart(16, '0') }]);
  }
  for (const mark of ['0', '1', '10']) {
    actions.push([WANG, { type: 'unclear', mark: mark.padStart(16, '0') }]);
  }
  const story = told('4,352 elements are erased and 4,000 are kept.', 'board/8', actions);
  return { ...story, snapshot: '' };
}

function check(story: Story): void {
  const surface = new Surface(story.surface);
  const middle = Math.floor(story.steps.length / 2);
  let joined = surface;
  story.steps.forEach(({ by, what, hex }, n) => {
    const operation = decode(fromHex(hex));
    expect(operation.action.type).toBe(what);
    expect(toHex(encode(operation))).toBe(hex);
    surface.apply(operation.action, by);
    if (n > middle) joined.apply(operation.action, by);
    if (n === middle) joined = decodeSnapshot(encodeSnapshot(surface));
  });
  for (const seen of [surface, joined]) {
    const { snapshot, ...rest } = summary(seen);
    expect(rest).toEqual({
      background: story.background,
      seen: story.seen,
      erased: story.erased,
    });
    if (story.snapshot) expect(snapshot).toBe(story.snapshot);
  }
  if (story.snapshot) {
    expect(toHex(encodeSnapshot(decodeSnapshot(fromHex(story.snapshot))))).toBe(story.snapshot);
  }
}

test.each([
  ['lesson', lesson],
  ['random', random],
  ['forgetting', forgetting],
] as const)('the story %s', { timeout: 20_000 }, (file, made) => {
  check(stored(file, made));
});

interface LiveCase {
  hex: string;
  live: Live;
  points: number[];
}

function liveCases(): LiveCase[] {
  const chance = seeded(5);
  const id = 'c0'.repeat(8);
  const point = (tool: number, first: number, points: number[]): LiveCase => {
    const style = { tool, colour: 1, width: 60 };
    const live: Live = {
      surface: 'slide/3',
      type: 'points',
      id,
      style,
      first,
      points: packPoints(points),
    };
    return { hex: toHex(encodeLive(live)), live: { ...live, points: new Uint8Array() }, points };
  };
  const end: Live = { surface: 'slide/3', type: 'end', id };
  return [
    point(0, 0, [100, 200, 128]),
    point(1, 1, scribble(chance, 9, 4_000, 3_000)),
    point(2, 500, [-8_000_000, 8_000_000, 0, 8_000_000, -8_000_000, 255]),
    { hex: toHex(encodeLive(end)), live: end, points: [] },
  ];
}

test('live messages', () => {
  for (const { hex, live, points } of stored('live', liveCases)) {
    const read = decodeLive(fromHex(hex));
    expect(toHex(encodeLive(read))).toBe(hex);
    const found = read.type === 'points' ? unpackPoints(read.points) : [];
    expect(found).toEqual(points);
    expect({ ...read, points: undefined }).toEqual({ ...live, points: undefined });
  }
});

const FAULTS: [string, string, string][] = [
  ['nothing at all', '', 'short'],
  ['another version', '0202017301', 'version'],
  ['an unknown kind', '010901730100', 'kind'],
  ['a live message', `01210173${'c0'.repeat(8)}`, 'kind'],
  ['a surface without a name', '0108000000', 'name'],
  ['a surface with a space in its name', '0108012001', 'name'],
  ['a name that is longer than the message', '01080573', 'short'],
  ['a name that is too long', `010841${'73'.repeat(65)}01`, 'name'],
  ['an unknown background', '0108017304', 'style'],
  ['a byte too many', '010801730100', 'trailing'],
  ['no ids', '0102017300', 'count'],
  ['a number that could be shorter', `010201738100${'c0'.repeat(8)}`, 'number'],
  ['a number beyond 32 bits', '01020173ffffffff10', 'number'],
  ['a number of six bytes', '01020173ffffffffff01', 'number'],
  ['too many ids', '01020173d10f', 'count'],
  ['half an id', '0102017301c0c0', 'short'],
  ['257 elements', '010101738102', 'count'],
  ['an unknown element', `0101017301${'c0'.repeat(8)}05`, 'kind'],
  ['an unknown tool', `0101017301${'c0'.repeat(8)}0002013c0100000300`, 'style'],
  ['a colour beyond the palette', `0101017301${'c0'.repeat(8)}0000103c01000000`, 'style'],
  ['a line without width', `0101017301${'c0'.repeat(8)}0000010001000000`, 'style'],
  ['a stroke without points', `0101017301${'c0'.repeat(8)}0000013c00`, 'count'],
  ['4,097 points', `0101017301${'c0'.repeat(8)}0000013c8120`, 'count'],
  ['a point beyond the edge', `0101017301${'c0'.repeat(8)}0000013c0182c8d00700`, 'coordinate'],
  ['a step beyond the edge', `0101017301${'c0'.repeat(8)}0000013c0280c8d007000200`, 'coordinate'],
  ['pressure above 255', `0101017301${'c0'.repeat(8)}0000013c010000800800`, 'pressure'],
  ['pressure below 0', `0101017301${'c0'.repeat(8)}0000013c0100008408`, 'pressure'],
  ['a run that is too long', `0101017301${'c0'.repeat(8)}0000013c01000001`, 'pressure'],
  ['two runs that could be one', `0101017301${'c0'.repeat(8)}0000013c02000000000000`, 'pressure'],
  ['an unknown shape', `0101017301${'c0'.repeat(8)}0105013c00000202`, 'style'],
  ['a shape beyond the edge', `0101017301${'c0'.repeat(8)}0100013c80c8d007000200`, 'coordinate'],
  ['a box without height', `0101017301${'c0'.repeat(8)}020001640000010000`, 'coordinate'],
  ['a tabulator in a text', `0101017301${'c0'.repeat(8)}02000164000001010109`, 'text'],
  ['a text that is no UTF-8', `0101017301${'c0'.repeat(8)}020001640000010101ff`, 'text'],
  ['a text that is too long', `0101017301${'c0'.repeat(8)}0200016400000101c13e`, 'text'],
  ['2,001 letters', `0101017301${'c0'.repeat(8)}0200016400000101d10f${'61'.repeat(2001)}`, 'text'],
  ['a file with a bad name', `0101017301${'c0'.repeat(8)}0400000101015c`, 'name'],
  ['a shift beyond the edge', `01040173018290a10f008020802001${'c0'.repeat(8)}`, 'coordinate'],
  ['a scale that is too small', `010401730100003f802001${'c0'.repeat(8)}`, 'scale'],
  ['a scale that is too large', `01040173010000802081801001${'c0'.repeat(8)}`, 'scale'],
  ['a placement of nothing', '0104017300', 'count'],
  ['an edit without its text', `01050173${'c0'.repeat(8)}0101`, 'short'],
  ['a mark cut short', '01060173c0', 'short'],
];

test('refusals', () => {
  const made = () => FAULTS.map(([about, hex, code]) => ({ about, hex, code }));
  for (const { about, hex, code } of stored('refusals', made)) {
    let found = 'none';
    try {
      decode(fromHex(hex));
    } catch (error) {
      found = error instanceof Fault ? error.code : String(error);
    }
    expect(found, about).toBe(code);
  }
});
