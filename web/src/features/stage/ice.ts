// Which TURN server carries the stage where nothing else gets through: WHIP and WHEP say it in links
// (RFC 9725 section 4.6).

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
