import { afterEach, expect, test, vi } from 'vitest';
import type { Me } from '~/api/shapes.ts';
import { putRow, rowsOf } from '~/lib/device_rows.ts';
import { me } from '~/lib/session.ts';
import { removeAll } from './kept.ts';

afterEach(() => vi.unstubAllGlobals());

test('what cannot be taken away keeps nothing else from being taken away', async () => {
  me.value = { id: 'p1' } as Me;
  for (const person of ['p1', 'p2']) {
    await putRow('kept', { person, lesson: 'l1' });
    await putRow('outbox', { id: `o-${person}`, person });
  }
  const refused = vi.fn(async () => {
    throw new DOMException('no caches here', 'SecurityError');
  });
  vi.stubGlobal('caches', { keys: refused, delete: refused });
  await removeAll();
  expect(refused).toHaveBeenCalled();
  expect(await rowsOf('kept')).toEqual([{ person: 'p2', lesson: 'l1' }]);
  expect(await rowsOf('outbox')).toEqual([{ id: 'o-p2', person: 'p2' }]);
});
