import { expect, test } from 'vitest';
import { Asked } from './asked.ts';
import type { Sent } from './wire.ts';

const message = (client_id: string): Sent => ({ type: 'pick_person', client_id });

test('who waits for a message is told that it took effect, once', async () => {
  const asked = new Asked();
  const fate = asked.wait('1');
  asked.acked('1');
  await expect(fate).resolves.toBeUndefined();
  expect(asked.refused({ client_id: '1', code: 'poll.invalid' })).toBe(false);
});

test('who waits for a message is told why it was refused', async () => {
  const asked = new Asked();
  const fate = asked.wait('1');
  const refused = { client_id: '1', code: 'danmaku.too_fast', retry_after_ms: 2400 };
  expect(asked.refused(refused)).toBe(true);
  await expect(fate).rejects.toMatchObject({ code: 'danmaku.too_fast', retryAfterMs: 3000 });
});

test('what never left is told to who waits, and what nobody waits for is left over', async () => {
  const asked = new Asked();
  const fate = asked.wait('1');
  expect(asked.unsent([message('1'), message('2')])).toEqual([message('2')]);
  await expect(fate).rejects.toMatchObject({ code: 'network.unreachable' });
});
