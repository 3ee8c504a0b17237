// Kinds of devices, as far as they are told differently whom to trust.

export const KINDS = ['windows', 'android', 'iphone', 'mac', 'chromeos', 'linux'] as const;
export type DeviceKind = (typeof KINDS)[number];

/** What this device is, from what its browser says of it. */
export function kindOf(agent: string, touchPoints = 0): DeviceKind {
  if (/iPhone|iPad|iPod/.test(agent)) return 'iphone';
  if (/Android|HarmonyOS/.test(agent)) return 'android';
  if (agent.includes('CrOS')) return 'chromeos';
  // An iPad says that it is a Mac, and no Mac is touched.
  if (agent.includes('Mac OS X')) return touchPoints > 1 ? 'iphone' : 'mac';
  return agent.includes('Linux') ? 'linux' : 'windows';
}

/** Browsers inside of other programs, which do not take a certificate that one has installed. */
export function isInside(agent: string): boolean {
  return /MicroMessenger|DingTalk|QQ\/|WxWork|Lark|Feishu/.test(agent);
}
