import { useEffect, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import type { Answers } from '~/api/shapes.ts';

export type HowToTrust = Answers<'GET /api/trust'>;

/** The same host by https. */
export function secureOrigin(how: HowToTrust): string | null {
  if (how.url) return how.url.replace(/\/$/, '');
  return how.port ? `https://${location.hostname}:${how.port}` : null;
}

/** What the server says; `undefined` while it is asked, `null` when it cannot be. */
export function useHow(): HowToTrust | null | undefined {
  const [how, setHow] = useState<HowToTrust | null>();
  useEffect(() => {
    callQuietly('GET /api/trust').then(setHow, () => setHow(null));
  }, []);
  return how;
}

/**
 * Whether this device takes the server's certificate: asked at once, and again whenever one comes
 * back from the device's settings.
 */
export function useTrusted(origin: string | null): [boolean | undefined, () => Promise<void>] {
  const [isTrusted, setTrusted] = useState<boolean>();
  const ask = async () => {
    if (!origin) return;
    const asked = fetch(`${origin}/api/trust`, { mode: 'no-cors', cache: 'no-store' });
    setTrusted(
      await asked.then(
        () => true,
        () => false,
      ),
    );
  };
  useEffect(() => {
    void ask();
    const again = () => void (document.visibilityState === 'visible' && ask());
    document.addEventListener('visibilitychange', again);
    return () => document.removeEventListener('visibilitychange', again);
  }, [origin]);
  return [isTrusted, ask];
}
