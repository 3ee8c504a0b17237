import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { missing, useLater } from './use_later.ts';

function Part({ get }: { get: () => Promise<string> }) {
  return <p>{useLater(get)}</p>;
}

test('a part that failed to load comes by itself, or with the network', async () => {
  vi.useFakeTimers();
  const get = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('no network'));
  const box = document.createElement('div');
  await act(() => render(<Part get={get} />, box));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(get).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(get).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(missing.value).toBe(1);
  get.mockResolvedValue('here');
  await act(async () => {
    dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
  });
  expect(box.textContent).toBe('here');
  expect(missing.value).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  dispatchEvent(new Event('online'));
  expect(get).toHaveBeenCalledTimes(4);
  render(null, box);
  vi.useRealTimers();
});
