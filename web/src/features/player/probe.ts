// What a line would carry. No framework here.

/** So much is enough to know. */
const BYTES_MAX = 192 * 1024;
/** A thin line must not be busy with the question for longer. */
const MS_MAX = 2_500;

/**
 * Fetches the beginning of a picture, as far as a moment carries it, and answers how many thousand
 * bits a second came. What comes at once is what the server had ready: several seconds of picture.
 */
export async function probe(url: string): Promise<number> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), MS_MAX * 2);
  let bytes = 0;
  let beganMs = 0;
  let tookMs = 0;
  try {
    const response = await fetch(url, { signal: abort.signal, credentials: 'same-origin' });
    const reader = response.ok ? response.body?.getReader() : undefined;
    if (!reader) return 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const nowMs = performance.now();
      // The first bytes only say how far away the server is.
      if (!beganMs) beganMs = nowMs;
      else bytes += value.length;
      tookMs = nowMs - beganMs;
      if (bytes >= BYTES_MAX || tookMs >= MS_MAX) break;
    }
  } catch {
    // What came before it broke off counts.
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
  return (bytes * 8) / Math.max(tookMs, 100);
}
