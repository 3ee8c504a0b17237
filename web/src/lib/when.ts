import { language } from './i18n.ts';

const DAY_MS = 86_400_000;

function format(time: string | number | Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(language.value, options).format(new Date(time));
}

export const clockTime = (time: string) =>
  format(time, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** Of a moment that one may want to prove: to the second. */
export const clockSeconds = (timeMs: number) =>
  format(timeMs, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
export const longDay = (time: string) =>
  format(time, { weekday: 'long', month: 'long', day: 'numeric' });
/** Of a day that may be years away. */
export const farDay = (time: string) =>
  format(time, { year: 'numeric', month: 'long', day: 'numeric' });
/** A day by its name where it has one: "Today · Tuesday, November 24". Other years say so. */
export function namedDay(time: string, now: Date = new Date()): string {
  const date = new Date(time);
  const isOtherYear = date.getFullYear() !== now.getFullYear();
  const day = isOtherYear
    ? format(time, { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' })
    : longDay(time);
  const away = Math.round((startOfDay(date).getTime() - startOfDay(now).getTime()) / DAY_MS);
  if (Math.abs(away) > 1) return day;
  const name = new Intl.RelativeTimeFormat(language.value, { numeric: 'auto' }).format(away, 'day');
  return `${name.charAt(0).toLocaleUpperCase(language.value)}${name.slice(1)} · ${day}`;
}

/** The first moment of a local day. */
export function startOfDay(time: string | Date): Date {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** The first moment of the local day after. */
export function endOfDay(time: string | Date): Date {
  const date = new Date(time);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1);
}

export const dayAndTime = (time: string) =>
  format(time, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

/** A time as a field for date and time has it: `2026-11-23T09:10`, local. */
export function fieldTime(time: string | Date): string {
  const date = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${dayKey(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The local day of a time as `2026-11-23`, for grouping and for date fields. */
export function dayKey(time: string | Date): string {
  const date = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Whole minutes from now until a time; negative when it has passed. */
export function minutesUntil(time: string, now: string): number {
  return Math.ceil((Date.parse(time) - Date.parse(now)) / 60_000);
}
