// What the product does once its page has what it needs.
import { forgetOldHere } from './forget_old.ts';
import { me } from './session.ts';
import { recall } from './settings.ts';

export function startLate(): void {
  forgetOldHere();
  // Few keep lessons, or have something that waits from an earlier time.
  const waits = recall('waits') !== null;
  const hasKept = Boolean(globalThis.navigator?.serviceWorker?.controller);
  if (waits || hasKept) void tend(waits).catch(() => {});
}

async function tend(waits: boolean): Promise<void> {
  const { forgetKept } = await import('./forget_kept.ts');
  await forgetKept(me.peek()?.id ?? null, Date.now());
  if (waits) await (await import('./outbox.ts')).openOutbox();
}
