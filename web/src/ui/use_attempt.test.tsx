import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { useAttempt } from './use_attempt.ts';

test('an attempt is busy, then done or failed, and the next one forgets the failure', async () => {
  let way = {} as ReturnType<typeof useAttempt>;
  const Page = () => {
    way = useAttempt();
    return null;
  };
  await act(() => render(<Page />, document.createElement('div')));
  let settle = { done: () => {}, fail: (_: Error) => {} };
  const start = async () => {
    const fate = { isDone: Promise.resolve(false) };
    await act(() => {
      fate.isDone = way.attempt(
        () =>
          new Promise<void>((done, fail) => {
            settle = { done, fail };
          }),
      );
    });
    return fate;
  };
  const first = await start();
  expect([way.isBusy, way.failure]).toEqual([true, null]);
  const why = new Error('no');
  await act(() => settle.fail(why));
  expect(await first.isDone).toBe(false);
  await act(() => {});
  expect([way.isBusy, way.failure]).toEqual([false, why]);
  const second = await start();
  expect([way.isBusy, way.failure]).toEqual([true, null]);
  await act(() => settle.done());
  expect(await second.isDone).toBe(true);
});
