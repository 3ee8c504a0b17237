// Which TURN server carries the stage where nothing else gets through: WHIP and WHEP say it in links
// (RFC 9725 section 4.6), and a browser has to know it before it makes its offer.

/** The ICE servers in the `Link` headers of an answer, as `fetch` joins them. */
export function iceServersIn(links: string | null): RTCIceServer[] {
  const found = (links ?? '').matchAll(/<([^>]*)>((?:\s*;\s*[\w-]+="[^"]*")*)/g);
  return [...found].flatMap(([, urls = '', rest = '']) => {
    const of = new Map([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map((one) => [one[1], one[2]]));
    if (of.get('rel') !== 'ice-server') return [];
    const [username, credential] = [of.get('username'), of.get('credential')];
    return [{ urls, ...(username && { username }), ...(credential && { credential }) }];
  });
}

/** Asks an address for WHIP or WHEP which ICE servers go with it; none when it does not say. */
export async function iceServersAt(
  address: string,
  headers?: Record<string, string>,
): Promise<RTCIceServer[]> {
  const answer = await fetch(address, { method: 'OPTIONS', ...(headers && { headers }) }).catch(
    () => null,
  );
  return iceServersIn(answer?.headers.get('link') ?? null);
}
