// What a page keeps on the device of answers, drafts and places goes when it is used or sent. Of a
// lesson that nobody opens again it would stay for ever, on a shared computer beside everybody
// else's: so what has not changed for a month goes when the product starts.

const DAY_MS = 86_400_000;
export const DAYS_MOST = 30;
const LEDGER = 'xt.unchanged_since';

/** Answers that wait, choices not sent, drafts, places in replays; with whose they are. */
const PERSONAL = /^(?:outbox:|drafts:|xt\.[^.]+\.(?:draft|replay)\.)/;

/** Each key with the fingerprint of what it held and the day on which that was first seen. */
type Ledger = Record<string, [mark: number, day: number]>;

function readLedger(store: Storage): Ledger {
  try {
    const found: unknown = JSON.parse(store.getItem(LEDGER) ?? '{}');
    return typeof found === 'object' && found !== null ? (found as Ledger) : {};
  } catch {
    return {};
  }
}

function markOf(text: string): number {
  let mark = text.length;
  for (let at = 0; at < text.length; at += 1) mark = (mark * 31 + text.charCodeAt(at)) | 0;
  return mark;
}

/** When the newest message that waits was made: its name begins with the time. */
function newestMs(text: string): number {
  const times = [...text.matchAll(/"client_id":"([0-9a-f]{8})-([0-9a-f]{4})-7/g)];
  return Math.max(0, ...times.map(([, high, low]) => Number.parseInt(`${high}${low}`, 16)));
}

export function forgetOld(store: Storage, nowMs: number): void {
  const today = Math.floor(nowMs / DAY_MS);
  const before = readLedger(store);
  const after: Ledger = {};
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? '');
  for (const key of keys.filter((one) => PERSONAL.test(one))) {
    const text = store.getItem(key) ?? '';
    const mark = markOf(text);
    const entry: unknown = before[key];
    const [seen, day] = Array.isArray(entry) ? entry : [];
    const isSame = seen === mark && typeof day === 'number' && day <= today;
    const made = Math.floor(newestMs(text) / DAY_MS);
    const since = Math.min(isSame ? day : today, made || today);
    if (today - since > DAYS_MOST) store.removeItem(key);
    else after[key] = [mark, since];
  }
  if (Object.keys(after).length > 0) store.setItem(LEDGER, JSON.stringify(after));
  else store.removeItem(LEDGER);
}

/** Does so with what this browser keeps; some keep nothing. */
export function forgetOldHere(): void {
  try {
    forgetOld(localStorage, Date.now());
  } catch {
    // Where nothing may be kept, nothing was.
  }
}
