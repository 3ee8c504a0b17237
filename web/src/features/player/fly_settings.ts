// How this device likes its danmaku; kept on the device.
import { FLY_RULES, type FlyRules } from './fly_rules.ts';

export interface FlySettings {
  on: boolean;
  area: FlyRules['area'];
  /** Per cent. */
  opacity: number;
  size: 'small' | 'normal' | 'large' | 'huge';
  /** 1 slow to 5 fast. */
  speed: number;
  most: number;
}

export const FLY_SETTINGS: FlySettings = {
  on: true,
  area: 0.5,
  opacity: 80,
  size: 'normal',
  speed: 3,
  most: 40,
};

export const AREAS = [0.25, 0.5, 0.75, 1] as const;
export const SIZES = { small: 14, normal: 18, large: 22, huge: 28 } as const;
export const DENSITIES = [10, 20, 40] as const;
/** Time to cross the picture, by speed. */
const CROSS_MS = [14_000, 11_000, 8000, 6000, 4500];

/** Reads what was kept; anything out of bounds is as if nothing had been. */
export function readFly(text: string | null): FlySettings {
  let found: Partial<FlySettings> | null = null;
  try {
    found = JSON.parse(text ?? 'null') as Partial<FlySettings> | null;
  } catch {
    found = null;
  }
  if (typeof found !== 'object' || found === null) return FLY_SETTINGS;
  const { on, area, opacity, size, speed, most } = found;
  const isWithin = (value: unknown, least: number, largest: number): value is number =>
    typeof value === 'number' && value >= least && value <= largest;
  return {
    on: typeof on === 'boolean' ? on : FLY_SETTINGS.on,
    area: AREAS.find((one) => one === area) ?? FLY_SETTINGS.area,
    opacity: isWithin(opacity, 20, 100) ? opacity : FLY_SETTINGS.opacity,
    size: size && Object.keys(SIZES).includes(size) ? size : FLY_SETTINGS.size,
    speed: isWithin(speed, 1, 5) ? Math.round(speed) : FLY_SETTINGS.speed,
    most: DENSITIES.find((one) => one === most) ?? FLY_SETTINGS.most,
  };
}

export function rulesOf(settings: FlySettings): FlyRules {
  return {
    ...FLY_RULES,
    area: settings.area,
    opacity: settings.opacity / 100,
    sizePx: SIZES[settings.size],
    crossMs: CROSS_MS[settings.speed - 1] ?? FLY_RULES.crossMs,
    most: settings.most,
  };
}
