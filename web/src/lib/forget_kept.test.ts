import { afterEach, expect, test, vi } from 'vitest';
import { putRow, removeRow, rowsOf } from './device_rows.ts';
import { forgetKept, KEPT_DAYS_MOST } from './forget_kept.ts';
import { DAYS_MOST } from './forget_old.ts';

const DAY_MS = 86_400_000;
const NOW = Date.parse('2026-11-27T08:00:00Z');
const ago = (days: number) => new Date(NOW - days * DAY_MS).toISOString();

interface Kept {
  person: string;
  lesson: string;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  for (const one of await rowsOf<Kept>('kept')) await removeRow('kept', [one.person, one.lesson]);
  for (const one of await rowsOf<{ id: string }>('outbox')) await removeRow('outbox', one.id);
});

async function kept(person: string, lesson: string, keptDays: number, openedDays?: number) {
  const opened = openedDays === undefined ? {} : { opened_at: ago(openedDays) };
  await putRow('kept', { person, lesson, kept_at: ago(keptDays), ...opened });
}

async function left(): Promise<string[]> {
  return (await rowsOf<Kept>('kept')).map((one) => `${one.person} ${one.lesson}`);
}

test('a lesson that was not opened for two months goes, with its files', async () => {
  const dropped: string[] = [];
  vi.stubGlobal('caches', { delete: async (name: string) => dropped.push(name) });
  await kept('ann', 'old', KEPT_DAYS_MOST + 1);
  await kept('ann', 'opened', KEPT_DAYS_MOST + 40, KEPT_DAYS_MOST - 1);
  await kept('ann', 'new', KEPT_DAYS_MOST - 1);
  await forgetKept('ann', NOW);
  expect(await left()).toEqual(['ann opened', 'ann new']);
  expect(dropped).toEqual(['kept:ann:old']);
});

test('of who is not signed in it goes after one month', async () => {
  await kept('ann', 'one', DAYS_MOST + 1);
  await kept('bob', 'two', DAYS_MOST + 1);
  await kept('bob', 'three', DAYS_MOST - 1);
  await forgetKept('ann', NOW);
  expect(await left()).toEqual(['ann one', 'bob three']);
  await forgetKept(null, NOW);
  expect(await left()).toEqual(['bob three']);
});

test('what waits to be sent goes likewise', async () => {
  const waits = (id: string, person: string, days: number) =>
    putRow('outbox', { id, person, order: NOW - days * DAY_MS });
  await waits('a', 'ann', KEPT_DAYS_MOST + 1);
  await waits('b', 'ann', DAYS_MOST + 1);
  await waits('c', 'bob', DAYS_MOST + 1);
  await forgetKept('ann', NOW);
  expect((await rowsOf<{ id: string }>('outbox')).map((one) => one.id)).toEqual(['b']);
});

test('a row of another shape goes too', async () => {
  await putRow('kept', { person: 'ann', lesson: 'broken' });
  await forgetKept('ann', NOW);
  expect(await left()).toEqual([]);
});
