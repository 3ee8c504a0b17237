import { type TextKey, t } from '~/lib/i18n.ts';

// Browsers name those they descend from too, so the first sign that is found counts.
const BROWSERS = [
  ['MicroMessenger', 'devices.wechat'],
  ['DingTalk', 'devices.dingtalk'],
  ['QQBrowser', 'QQ'],
  ['UCBrowser', 'UC'],
  ['HuaweiBrowser', 'Huawei'],
  ['Edg', 'Edge'],
  ['OPR/', 'Opera'],
  ['SamsungBrowser', 'Samsung'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const SYSTEMS = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['OpenHarmony', 'HarmonyOS'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

const named = (word: string) => (word.startsWith('devices.') ? t(word as TextKey) : word);

/** A browser and a system, told from what the browser says of itself. */
export function deviceName(agent: string | null | undefined): string {
  if (!agent) return t('devices.unknown');
  const known = [BROWSERS, SYSTEMS].map((list) => list.find(([sign]) => agent.includes(sign)));
  const words = known.flatMap((one) => one?.[1] ?? []).map(named);
  return words.join(' · ') || t('devices.unknown');
}
