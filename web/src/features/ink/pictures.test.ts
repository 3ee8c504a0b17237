import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PictureCache } from '../../../board/draw/pictures.ts';
import { again } from './pictures.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const made = { picture: {} as CanvasImageSource, width: 1, height: 1 };

test('what did not come is asked for again, and what is no formula is not', async () => {
  const work = vi.fn<() => Promise<string | null>>();
  work.mockRejectedValueOnce(new Error('no font')).mockResolvedValueOnce('there');
  const found = again(work);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await found).toBe('there');
  work.mockResolvedValueOnce(null);
  expect(await again(work)).toBeNull();
  expect(work).toHaveBeenCalledTimes(3);
});

test('a board asks again for what was refused, and never for what cannot be made', async () => {
  const formula = vi.fn<() => Promise<typeof made | null>>();
  formula
    .mockRejectedValueOnce(new Error('no network'))
    .mockResolvedValueOnce(made)
    .mockResolvedValueOnce(null);
  const ready = vi.fn();
  const pictures = new PictureCache({ formula }, ready);
  const ask = async (source: string) => {
    pictures.formula(source, 1, '#000');
    await vi.advanceTimersByTimeAsync(0);
    return pictures.formula(source, 1, '#000');
  };
  // The second asking is the one that the next drawing makes.
  expect(await ask('x')).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(pictures.formula('x', 1, '#000')).toBe(made);
  expect(ready).toHaveBeenCalledTimes(1);
  expect(await ask('\\frac')).toBeNull();
  expect(formula).toHaveBeenCalledTimes(3);
});
