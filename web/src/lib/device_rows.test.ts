import { afterEach, expect, test, vi } from 'vitest';
import { rowsOf } from './device_rows.ts';

afterEach(() => vi.unstubAllGlobals());

/** A request that is answered in a moment. */
function answered<T>(result: T) {
  const asked = { result, onsuccess: () => {} };
  queueMicrotask(() => asked.onsuccess());
  return asked;
}

function connection() {
  const store = { getAll: () => answered([]) };
  return {
    onclose: () => {},
    onversionchange: () => {},
    close: vi.fn(),
    transaction: () => ({ objectStore: () => store }),
  };
}

test('a connection that was closed is opened anew by the next use', async () => {
  const opened: ReturnType<typeof connection>[] = [];
  const open = () => {
    opened.push(connection());
    return answered(opened[opened.length - 1]);
  };
  vi.stubGlobal('indexedDB', { open });
  const use = async () => {
    expect(await rowsOf('kept')).toEqual([]);
    return opened.length;
  };
  expect(await use()).toBe(1);
  expect(await use()).toBe(1);
  opened[0]?.onclose();
  await Promise.resolve();
  expect(await use()).toBe(2);
  opened[1]?.onversionchange();
  expect(opened[1]?.close).toHaveBeenCalled();
  await Promise.resolve();
  expect(await use()).toBe(3);
});
