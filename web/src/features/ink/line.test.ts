// A room, its log, and boards that are put on and taken off: whatever comes first, each board ends
// with what the log says and its own operations on top.
import { beforeEach, expect, test } from 'vitest';
import { Replica } from '../../../board/state/replica.ts';
import { Surface } from '../../../board/state/surface.ts';
import { decode } from '../../../board/wire/codec.ts';
import { encode } from '../../../board/wire/encode.ts';
import { decodeSnapshot } from '../../../board/wire/snapshot.ts';
import { encodeSnapshot } from '../../../board/wire/write_snapshot.ts';
import { toBase64 } from './frames.ts';
import { InkLine, type LineWorld, type Sheet, type Snapshot } from './line.ts';

const ME = '01930000-0000-7000-8000-000000000001';
const EVE = '01930000-0000-7000-8000-000000000002';

let ids = 0;
const add = (surface: string): Uint8Array => {
  ids += 1;
  const id = ids.toString(16).padStart(16, '0');
  const content = {
    kind: 'text',
    colour: 1,
    size: 10,
    x: 0,
    y: 0,
    w: 9,
    h: 9,
    text: `t${ids}`,
  } as const;
  return encode({ surface, action: { type: 'add', elements: [{ id, content }] } });
};

/** The room: its log, and a surface's fold of it. */
class Room {
  seq = 0;
  log: { seq: number; by: string; bytes: Uint8Array }[] = [];
  take(bytes: Uint8Array, by: string) {
    this.seq += 1;
    const one = { seq: this.seq, by, bytes };
    this.log.push(one);
    return one;
  }
  fold(surface: string): Surface {
    const folded = new Surface(surface);
    for (const { bytes, by } of this.log) {
      const operation = decode(bytes);
      if (operation.surface === surface) folded.apply(operation.action, by);
    }
    return folded;
  }
}

/** A board without its picture. */
class Paper implements Sheet {
  replica: Replica;
  live: string[] = [];
  constructor(surface: string) {
    this.replica = new Replica(new Surface(surface), ME, () => {});
  }
  load = (snapshot: Uint8Array) => this.replica.load(decodeSnapshot(snapshot));
  apply = (bytes: Uint8Array, by: string) => this.replica.remote(decode(bytes).action, bytes, by);
  refuse = (bytes: Uint8Array) => this.replica.refused(bytes);
  resume = (bytes: Uint8Array) => void this.replica.local(bytes);
  draw = (bytes: Uint8Array) => void this.replica.local(bytes);
  applyLive = (_: Uint8Array, by: string) => void this.live.push(by);
  get words(): string[] {
    return this.replica.surface.elements
      .filter((one) => !one.erased)
      .map(({ content }) => (content.kind === 'text' ? content.text : ''));
  }
}

let room: Room;
let fetches: { surface: string; answer(): Promise<void>; fail(): Promise<void> }[];
let line: InkLine;

const settle = async () => {
  for (let n = 0; n < 5; n += 1) await Promise.resolve();
};

const world: LineWorld = {
  later: (run) => run(),
  fetch: (surface) =>
    new Promise<Snapshot>((done, fail) => {
      const answer = () => {
        done({ bytes: encodeSnapshot(room.fold(surface)), seq: room.seq });
        return settle();
      };
      fetches.push({
        surface,
        answer,
        fail: () => {
          fail(new Error('lost'));
          return settle();
        },
      });
    }),
};

beforeEach(() => {
  room = new Room();
  fetches = [];
  line = new InkLine(ME, world);
});

const tell = ({ seq, by, bytes }: { seq: number; by: string; bytes: Uint8Array }) =>
  line.heard(seq, by, toBase64(bytes));

const wordsOf = (surface: string) =>
  room
    .fold(surface)
    .elements.filter((one) => !one.erased)
    .map(({ content }) => (content.kind === 'text' ? content.text : ''));

test('a surface that nobody drew on needs no request', () => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  tell(room.take(add('board/1'), EVE));
  tell(room.take(add('board/2'), EVE));
  expect(fetches).toEqual([]);
  expect(paper.words).toEqual(wordsOf('board/1'));
});

test('a surface with ink is fetched, and what comes meanwhile goes on top, once', async () => {
  room.take(add('board/1'), EVE);
  line.start(room.seq, [{ surface: 'board/1' }]);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  tell(room.take(add('board/1'), EVE));
  const [fetch] = fetches;
  const late = room.take(add('board/1'), EVE);
  const answered = fetch?.answer();
  tell(late);
  await answered;
  tell(room.take(add('board/1'), EVE));
  expect(paper.words).toHaveLength(4);
  expect(paper.words).toEqual(wordsOf('board/1'));
});

test('a surface shown again has what came while it was away', () => {
  line.start(0, []);
  const first = new Paper('board/1');
  line.show('board/1', first);
  tell(room.take(add('board/1'), EVE));
  line.hide(first);
  tell(room.take(add('board/1'), EVE));
  const again = new Paper('board/1');
  line.show('board/1', again);
  expect(fetches).toEqual([]);
  expect(again.words).toEqual(wordsOf('board/1'));
});

test('one’s own operations stand at once, come back, and are not doubled', () => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const mine = add('board/1');
  paper.draw(mine);
  line.sent('m1', mine);
  expect(paper.words).toHaveLength(1);
  tell(room.take(add('board/1'), EVE));
  const entry = room.take(mine, ME);
  line.acked('m1', entry.seq);
  tell(entry);
  expect(paper.words).toEqual(wordsOf('board/1'));
  expect(paper.words).toHaveLength(2);
});

test('an own operation on its way is there when its surface is shown again', () => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const mine = add('board/1');
  paper.draw(mine);
  line.sent('m1', mine);
  line.hide(paper);
  const again = new Paper('board/1');
  line.show('board/1', again);
  expect(again.words).toHaveLength(1);
  tell(room.take(mine, ME));
  expect(again.words).toEqual(wordsOf('board/1'));
});

test('what is refused is taken back', () => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const mine = add('board/1');
  paper.draw(mine);
  line.sent('m1', mine);
  line.refused('m1');
  expect(paper.words).toEqual([]);
});

test.each([
  'before',
  'after',
])('a reconnect with a snapshot loses nothing when the answer comes %s the ink', async (when) => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const mine = add('board/1');
  paper.draw(mine);
  line.sent('m1', mine);
  // The room took it, but neither answer nor entry came through; others went on.
  const entry = room.take(mine, ME);
  const other = { type: 'clear', mark: '00000000000000ff' } as const;
  room.take(encode({ surface: 'board/1', action: other }), EVE);
  line.start(room.seq, [{ surface: 'board/1' }]);
  if (when === 'before') line.acked('m1', entry.seq);
  await fetches[0]?.answer();
  if (when === 'after') line.acked('m1', entry.seq);
  expect(paper.words).toEqual(wordsOf('board/1'));
  expect(paper.words).toEqual([]);
});

test('an own entry that the picture holds back is settled by the snapshot that has it', async () => {
  room.take(add('board/1'), EVE);
  line.start(room.seq, [{ surface: 'board/1' }]);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const mine = add('board/1');
  paper.draw(mine);
  line.sent('m1', mine);
  const entry = room.take(mine, ME);
  await fetches[0]?.answer();
  line.acked('m1', entry.seq);
  tell(entry);
  tell(
    room.take(
      encode({ surface: 'board/1', action: { type: 'clear', mark: '00000000000000fe' } }),
      EVE,
    ),
  );
  expect(paper.words).toEqual(wordsOf('board/1'));
  expect(paper.words).toEqual([]);
});

test('a snapshot that does not come is asked for again', async () => {
  room.take(add('board/1'), EVE);
  line.start(room.seq, [{ surface: 'board/1' }]);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  await fetches[0]?.fail();
  expect(fetches).toHaveLength(2);
  await fetches[1]?.answer();
  expect(paper.words).toEqual(wordsOf('board/1'));
});

test('an answer for a surface that is no longer shown does no harm', async () => {
  room.take(add('board/1'), EVE);
  room.take(add('board/2'), EVE);
  line.start(room.seq, [{ surface: 'board/1' }, { surface: 'board/2' }]);
  const first = new Paper('board/1');
  line.show('board/1', first);
  line.hide(first);
  const second = new Paper('board/2');
  line.show('board/2', second);
  await fetches[0]?.answer();
  await fetches[1]?.answer();
  expect(second.words).toEqual(wordsOf('board/2'));
  line.hide(second);
  const again = new Paper('board/1');
  line.show('board/1', again);
  await fetches[2]?.answer();
  expect(again.words).toEqual(wordsOf('board/1'));
});

test('surfaces long not shown are forgotten and fetched anew', async () => {
  line = new InkLine(ME, world, 200);
  line.start(0, []);
  for (let n = 1; n <= 14; n += 1) {
    const paper = new Paper(`board/${n}`);
    line.show(`board/${n}`, paper);
    tell(room.take(add(`board/${n}`), EVE));
    line.hide(paper);
  }
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  expect(fetches.map((one) => one.surface)).toEqual(['board/1']);
  await fetches[0]?.answer();
  expect(paper.words).toEqual(wordsOf('board/1'));
});

test('what a lesson draws on many surfaces is kept, and nothing is fetched ahead of its time', () => {
  line.start(0, []);
  for (let n = 1; n <= 40; n += 1) {
    const paper = new Paper(`board/${n}`);
    line.show(`board/${n}`, paper);
    tell(room.take(add(`board/${n}`), EVE));
    line.hide(paper);
  }
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  expect(fetches).toEqual([]);
  expect(paper.words).toEqual(wordsOf('board/1'));
});

test('live points reach the surface that is shown, and only it', () => {
  line.start(0, []);
  const paper = new Paper('board/1');
  line.show('board/1', paper);
  const message = (name: string) =>
    Uint8Array.from([1, 33, name.length, ...new TextEncoder().encode(name)]);
  line.live(EVE, message('board/1'));
  line.live(EVE, message('board/2'));
  expect(paper.live).toEqual([EVE]);
});

test('bytes of a newer version are counted and passed over', () => {
  line.start(0, []);
  line.show('board/1', new Paper('board/1'));
  const strange = Uint8Array.from([9, 1, 7, ...new TextEncoder().encode('board/1')]);
  line.heard(1, EVE, toBase64(strange));
  expect(line.skipped).toBe(1);
});
