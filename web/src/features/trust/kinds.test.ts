import { expect, test } from 'vitest';
import { isInside, kindOf } from './kinds.ts';

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0', 0, 'windows'],
  ['Mozilla/5.0 (Linux; Android 10; HUAWEI) Chrome/114.0 HuaweiBrowser/15', 5, 'android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1', 5, 'iphone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605', 5, 'iphone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18 Safari/605', 0, 'mac'],
  ['Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) Chrome/130.0', 0, 'chromeos'],
  ['Mozilla/5.0 (X11; Linux x86_64) Chrome/115.0 UOS', 0, 'linux'],
])('%s', (agent, touchPoints, kind) => {
  expect(kindOf(agent, touchPoints)).toBe(kind);
});

test('a browser inside of another program is known', () => {
  expect(isInside('Mozilla/5.0 (iPhone) MicroMessenger/8.0')).toBe(true);
  expect(isInside('Mozilla/5.0 (Windows NT 10.0) Chrome/130.0')).toBe(false);
});
