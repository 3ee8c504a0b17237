import { language } from './i18n.ts';

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
export const dayAndTime = (time: string) =>
  format(time, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });

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
