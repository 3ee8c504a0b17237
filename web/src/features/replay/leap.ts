// The page or question before or after a moment.

/** Going back shortly after one began leads to the one before it. */
const JUST_BEGUN_MS = 2_000;

export function leap(moments: readonly { at_ms: number }[], now: number, way: 1 | -1) {
  const times = moments.map((one) => one.at_ms).sort((a, b) => a - b);
  if (way > 0) return times.find((at) => at > now + 500);
  return times.filter((at) => at < now - JUST_BEGUN_MS).pop();
}
