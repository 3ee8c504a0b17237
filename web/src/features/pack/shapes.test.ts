import { expect, test } from 'vitest';
import { fetchCommand, sizeText } from './shapes.ts';

test('a size is told in the unit people think in', () => {
  expect(sizeText(300)).toBe('1 KB');
  expect(sizeText(5.24 * (1 << 20))).toBe('5.2 MB');
  expect(sizeText(640 * (1 << 20))).toBe('640 MB');
  expect(sizeText(1.5 * 1024 * (1 << 20))).toBe('1.5 GB');
});

test('a title makes a harmless file name', () => {
  const command = fetchCommand('https://a.example/x.zip', "光的折射（一） & '$(rm)'");
  expect(command).toBe("xingtan pack fetch 'https://a.example/x.zip' --out '光的折射-一-rm.zip'");
});
