// What a room's page asks for before any of its scripts is there. It stands alone in a file of a
// few hundred bytes: over 100 kbit/s and 400 ms the others take seconds, in which the lesson, the
// room's first words and the picture of its page are on their way already.
//
// The scripts take over what they find: answers by `xtAsked`, the socket by `xtSocket`. Whatever is
// not there in time, or nobody takes, they ask for themselves.

interface Message {
  type: string;
  prefix?: string;
  snapshot?: { state: string; surface: { kind: string; deck?: string; page?: number } };
}

/** A socket as the room's client uses one. */
interface Taken {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  send(frame: string | Uint8Array): void;
  close(): void;
}

/** Of `docs/protocol/room.md`; a test holds it to the client's. */
const PROTO = 1;
/** A socket that nobody has taken by then is of no use. */
const UNTAKEN_MS = 30_000;
/** So long the early picture stands at most. */
const PICTURE_MS = 15_000;

const shared = globalThis as {
  xtAsked?: Map<string, Promise<Response>>;
  xtSocket?: (url: string) => Taken | null;
  /** Takes the early picture away, or keeps it from coming. */
  xtPicture?: () => void;
};

/** The narrowest that is kept of a page and is sharp here; a test holds it to `widthFor`. */
export function widthHere(
  cssWidth: number,
  ratio: number,
  net: { saveData?: boolean; effectiveType?: string } | undefined,
  quality: string | null,
): number {
  const kind = net?.effectiveType ?? '4g';
  if (quality === 'text' || net?.saveData || kind.endsWith('2g')) return 640;
  const wanted = cssWidth * Math.min(ratio, 2) * 0.85;
  const found = [640, 960, 1600].find((one) => one >= wanted) ?? 1600;
  return quality === 'lean' || kind === '3g' ? Math.min(960, found) : found;
}

function ask(url: string): Promise<unknown> {
  const headers = { accept: 'application/json' };
  const answer = fetch(url, { headers, credentials: 'same-origin' });
  shared.xtAsked?.set(url, answer);
  return answer.catch(() => {});
}

/** Fetches the picture of the page that is shown, and shows it where the stage will be. */
async function showPicture(prefix: string, deck: string, page: number): Promise<void> {
  const stage = document.querySelector('.splash i')?.getBoundingClientRect();
  const net = (navigator as { connection?: { effectiveType?: string } }).connection;
  const quality = localStorage.getItem('xt.quality');
  const width = widthHere(stage?.width ?? innerWidth, devicePixelRatio, net, quality);
  const picture = new Image() as HTMLImageElement & { fetchPriority?: string };
  picture.fetchPriority = 'high';
  picture.src = `${prefix}/deck/${deck}/${page}-${width}.webp`;
  picture.alt = '';
  let isOver = false;
  shared.xtPicture = () => {
    isOver = true;
  };
  await picture.decode().catch(() => {});
  // Where the room was faster it shows its own.
  if (stage && !isOver) stand(picture, stage);
}

/** Until the room shows its page, or this is no room any more. */
function stand(picture: HTMLImageElement, stage: DOMRect): void {
  const { pathname } = location;
  const end = Date.now() + PICTURE_MS;
  const remove = () => {
    clearInterval(timer);
    picture.remove();
  };
  const timer = setInterval(() => {
    if (location.pathname !== pathname || Date.now() > end) remove();
  }, 300);
  shared.xtPicture = remove;
  Object.assign(picture.style, {
    position: 'fixed',
    zIndex: '1',
    left: `${stage.left}px`,
    top: `${stage.top}px`,
    width: `${stage.width}px`,
    height: `${stage.height}px`,
    objectFit: 'contain',
    background: '#070d0b',
    pointerEvents: 'none',
  });
  document.body.append(picture);
}

/** What the page will need next, in the language on screen, so that the line never rests. */
function fetchNext(): void {
  const stored = localStorage.getItem('xt.language');
  const found = stored ?? navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag)) ?? 'zh-CN';
  const here = /^en\b/i.test(found) ? 'en' : 'zh-CN';
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=later]')) {
    if (link.lang && link.lang !== here) continue;
    link.crossOrigin = '';
    if (link.href.endsWith('.css')) link.as = 'style';
    link.rel = link.as ? 'preload' : 'modulepreload';
  }
}

/** @param known called once the page's picture is asked for, or it is known that there is none. */
function connect(room: string, known: () => void): void {
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws/rooms/${room}`;
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  const heard: { data: unknown }[] = [];
  let prefix = '';
  let surface: { kind: string; deck?: string; page?: number } | undefined;
  socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', proto: PROTO, room }));
  socket.onmessage = (event) => {
    heard.push(event);
    if (typeof event.data !== 'string') return;
    const message = JSON.parse(event.data) as Message;
    if (message.snapshot?.state === 'open') surface = message.snapshot.surface;
    if (message.snapshot && !surface?.page) known();
    if (message.type === 'media') prefix = message.prefix ?? '';
    if (!prefix || !surface?.deck || !surface.page) return;
    void showPicture(prefix, surface.deck, surface.page);
    surface = undefined;
    known();
  };
  const untaken = setTimeout(() => socket.close(), UNTAKEN_MS);
  shared.xtSocket = (wanted) => {
    shared.xtSocket = undefined;
    clearTimeout(untaken);
    if (wanted !== url || socket.readyState > 1) {
      socket.close();
      return null;
    }
    const taken: Taken = {
      onopen: null,
      onmessage: null,
      onclose: null,
      send: (frame) => socket.send(frame as string),
      close: () => socket.close(),
    };
    socket.onmessage = (event) => taken.onmessage?.(event);
    socket.onclose = (event) => taken.onclose?.(event);
    // Once the client listens: what came by now comes first.
    queueMicrotask(() => {
      for (const event of heard) taken.onmessage?.(event);
    });
    return taken;
  };
}

const [, id] = /^\/room\/([\w-]+)$/.exec(location.pathname) ?? [];
// Where the scripts were faster they have asked themselves.
if (id && !shared.xtAsked) {
  shared.xtAsked = new Map();
  const asked = ['/api/me', `/api/lessons/${id}`, `/api/lessons/${id}/decks`].map(ask);
  const shown = new Promise<void>((known) => connect(id, known));
  // What one waits for comes first; what is not needed before it comes behind.
  void Promise.all([...asked, shown]).then(fetchNext);
}
