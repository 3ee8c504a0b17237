// @vitest-environment node
import { expect, test } from 'vitest';
import { randomAction, randomId, seeded } from '../dev/seeded.ts';
import { Replica } from '../state/replica.ts';
import { Surface } from '../state/surface.ts';
import { History } from '../state/undo.ts';
import { toHex } from '../wire/bytes.ts';
import { decode } from '../wire/codec.ts';
import { encode, strokeOf } from '../wire/encode.ts';
import type { Action } from '../wire/operation.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';

const name = 'board/1';
const content = strokeOf({ tool: 0, colour: 1, width: 60 }, [5, 5, 128, 50, 60, 128]);
const words = {
  kind: 'text',
  colour: 0,
  size: 300,
  x: 0,
  y: 0,
  w: 900,
  h: 400,
  text: '一',
} as const;

/** A person at a device; everything reaches everyone at once. */
class Writer {
  readonly history = new History();
  readonly replica: Replica;
  private readonly me: string;
  private readonly everyone: Writer[];
  private readonly chance = seeded(9);

  constructor(me: string, everyone: Writer[]) {
    this.me = me;
    this.everyone = everyone;
    this.replica = new Replica(new Surface(name), me, () => {});
    everyone.push(this);
  }

  perform = (action: Action) => {
    const bytes = encode({ surface: name, action });
    const patch = this.replica.local(bytes);
    for (const other of this.everyone) other.replica.remote(decode(bytes).action, bytes, this.me);
    return patch;
  };

  do(action: Action): void {
    this.history.note([{ action, patch: this.perform(action) }]);
  }

  undo(): boolean {
    return this.history.undo(this.replica.surface, () => randomId(this.chance), this.perform);
  }

  redo(): boolean {
    return this.history.redo(this.replica.surface, () => randomId(this.chance), this.perform);
  }

  seen(): string[] {
    return this.replica.surface.elements.filter((e) => !e.erased).map((e) => e.id.slice(-1));
  }

  placement(n: number) {
    return this.replica.surface.get(id(n))?.placement.dx;
  }
}

const id = (n: number) => n.toString(16).padStart(16, '0');
const add = (n: number): Action => ({ type: 'add', elements: [{ id: id(n), content }] });
const move = (n: number, dx: number): Action => ({
  type: 'place',
  groups: [{ placement: { dx, dy: 0, sx: 4096, sy: 4096 }, ids: [id(n)] }],
});

function two(): [Writer, Writer] {
  const everyone: Writer[] = [];
  return [new Writer('lin', everyone), new Writer('wang', everyone)];
}

test('undo takes back one’s own latest deed, not another’s', () => {
  const [lin, wang] = two();
  lin.do(add(1));
  wang.do(add(2));
  expect(lin.undo()).toBe(true);
  expect(wang.seen()).toEqual(['2']);
  expect(lin.redo()).toBe(true);
  expect(wang.seen()).toEqual(['1', '2']);
  expect(lin.redo()).toBe(false);
});

test('what another moved since stays where the other put it', () => {
  const [lin, wang] = two();
  lin.do(add(1));
  lin.do(move(1, 100));
  wang.do(move(1, 500));
  // The move is passed over: the stroke itself goes.
  expect(lin.undo()).toBe(true);
  expect(wang.seen()).toEqual([]);
  expect(lin.redo()).toBe(true);
  expect(wang.placement(1)).toBe(500);
});

test('a move is undone and redone', () => {
  const [lin] = two();
  lin.do(add(1));
  lin.do(move(1, 100));
  lin.undo();
  expect(lin.placement(1)).toBe(0);
  lin.redo();
  expect(lin.placement(1)).toBe(100);
  lin.undo();
  lin.undo();
  expect(lin.seen()).toEqual([]);
  lin.redo();
  lin.redo();
  expect(lin.placement(1)).toBe(100);
});

test('a cleared surface comes back, with what came later beside it', () => {
  const [lin, wang] = two();
  lin.do(add(1));
  wang.do(add(2));
  lin.do({ type: 'clear', mark: id(99) });
  wang.do(add(3));
  lin.undo();
  expect(wang.seen()).toEqual(['1', '2', '3']);
});

test('a text that another changed since is not overwritten', () => {
  const [lin, wang] = two();
  lin.do({ type: 'add', elements: [{ id: id(1), content: words }] });
  lin.do({ type: 'edit', id: id(1), w: 900, h: 400, text: '二' });
  wang.do({ type: 'edit', id: id(1), w: 900, h: 400, text: '三' });
  wang.undo();
  expect(lin.replica.surface.get(id(1))?.content).toMatchObject({ text: '二' });
  lin.undo();
  expect(wang.replica.surface.get(id(1))?.content).toMatchObject({ text: '一' });
});

test('alone, undoing everything leaves nothing, and redoing everything leaves all', () => {
  for (let seed = 1; seed < 20; seed++) {
    const [lin] = two();
    const chance = seeded(seed);
    const [ids, marks]: [string[], string[]] = [[], []];
    for (let n = 0; n < 40; n++) {
      const action = randomAction(chance, ids, marks);
      if (action.type !== 'clear' && action.type !== 'unclear') lin.do(action);
    }
    const look = () =>
      JSON.stringify(
        lin.replica.surface.elements
          .filter(({ erased }) => !erased)
          .map(({ id, content, placement }) => [id, content, placement]),
      );
    const after = look();
    while (lin.undo());
    expect(lin.seen()).toEqual([]);
    while (lin.redo());
    expect(look()).toBe(after);
  }
});

test('nothing to take back is told', () => {
  const [lin] = two();
  expect(lin.undo()).toBe(false);
  lin.do({ type: 'erase', ids: [id(7)] });
  expect(lin.undo()).toBe(false);
  expect(toHex(encodeSnapshot(lin.replica.surface)).startsWith('0110')).toBe(true);
});
