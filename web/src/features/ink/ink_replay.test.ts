import { expect, test } from 'vitest';
import { InkReplay } from './ink_replay.ts';

test('ink goes forward by what was drawn, and back by beginning anew', () => {
  const shown: string[] = [];
  const sheet = {
    load: () => shown.splice(0),
    apply: (bytes: Uint8Array) => {
      if (bytes[0] === 99) throw new Error('newer');
      shown.push(String(bytes[0]));
    },
  };
  const log = [1, 2, 99, 3].map((n, at) => ({
    at_ms: (at + 1) * 10,
    by: 'x',
    bytes: Uint8Array.of(n),
  }));
  const replay = new InkReplay('board/1', log, sheet);
  replay.seek(5);
  expect(shown).toEqual([]);
  replay.seek(25);
  expect(shown).toEqual(['1', '2']);
  replay.seek(1_000);
  expect(shown).toEqual(['1', '2', '3']);
  replay.seek(12);
  expect(shown).toEqual(['1']);
});
