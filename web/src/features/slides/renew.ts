// Signed addresses are good for some hours: who looks for longer asks for new ones, where an old
// one says that its time is over.
import { useMemo, useRef, useState } from 'preact/hooks';
import { Addresses } from './picture.ts';

/** What an address answers that is good no more, whoever checks it. */
const RUN_OUT = new Set([401, 403, 410]);

/** A picture or clip that did not come says not why. */
async function hasRunOut(url: string): Promise<boolean> {
  const asked = { method: 'HEAD', cache: 'no-store', credentials: 'same-origin' } as const;
  const answer = await fetch(url, asked).catch(() => null);
  return answer !== null && RUN_OUT.has(answer.status);
}

/**
 * Addresses that are asked for anew when one of them has run out: once, however many fail.
 *
 * @param renew gives the new prefix.
 * @param tell hears of the addresses that take the place of these.
 */
export function renewing(
  prefix: string | null,
  renew: () => Promise<string>,
  tell: (fresh: Addresses) => void,
): Addresses {
  let asked: Promise<Addresses | null> | undefined;
  const ask = async () => {
    const fresh = await renew();
    // The same once more would lead to the same refusal.
    if (fresh === prefix) return null;
    const addresses = renewing(fresh, renew, tell);
    tell(addresses);
    return addresses;
  };
  return new Addresses(prefix, async (failed) => {
    if (!asked && !(await hasRunOut(failed))) return null;
    asked ??= ask().catch(() => {
      // Without a network there are none; what fails next asks again.
      asked = undefined;
      return null;
    });
    return asked;
  });
}

/** The addresses of a lesson's pages, renewed for who looks for longer than they are good. */
export function useAddresses(
  prefix: string | null,
  renew: (() => Promise<string>) | undefined,
): Addresses {
  const fresh = useRef(renew);
  fresh.current = renew;
  const [renewed, setRenewed] = useState<{ of: string | null; addresses: Addresses }>();
  const first = useMemo(() => {
    if (!renew) return new Addresses(prefix);
    const tell = (addresses: Addresses) => setRenewed({ of: prefix, addresses });
    return renewing(prefix, () => fresh.current?.() ?? Promise.reject(), tell);
  }, [prefix]);
  return renewed?.of === prefix ? renewed.addresses : first;
}
