import { beforeAll, expect, test } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import zh from '~/texts/zh-CN/devices.json';
import { deviceName } from './device_name.ts';

beforeAll(() => provideTexts('zh-CN', 'devices', zh));

const ANDROID =
  'Mozilla/5.0 (Linux; Android 13; V2183A; wv) AppleWebKit/537.36 (KHTML, like Gecko)';
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)';

test.each([
  [`${ANDROID} Version/4.0 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0`, '微信 · Android'],
  [`${IPHONE} Mobile/15E148 MicroMessenger/8.0.47 NetType/WIFI`, '微信 · iPhone'],
  [`${ANDROID} Version/4.0 Chrome/100.0 Mobile Safari/537.36 DingTalk/7.0`, '钉钉 · Android'],
  [`${ANDROID} Chrome/120.0 Mobile Safari/537.36`, 'Chrome · Android'],
  [`${WINDOWS} Chrome/120.0 Safari/537.36 Edg/120.0`, 'Edge · Windows'],
  [`${WINDOWS} Chrome/109.0 Safari/537.36`, 'Chrome · Windows'],
  ['Mozilla/5.0 (Windows NT 6.1; rv:115.0) Gecko/20100101 Firefox/115.0', 'Firefox · Windows'],
  [`${IPHONE} Version/17.4 Mobile/15E148 Safari/604.1`, 'Safari · iPhone'],
  [`${IPHONE} CriOS/120.0 Mobile/15E148 Safari/604.1`, 'Chrome · iPhone'],
  [`${MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15`, 'Safari · Mac'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', 'Firefox · Linux'],
  ['curl/8.5.0', '未知设备'],
  [undefined, '未知设备'],
])('%s', (agent, name) => {
  expect(deviceName(agent)).toBe(name);
});
