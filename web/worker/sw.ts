// The worker: lets kept lessons be opened without a network. It comes when a lesson is first kept,
// and nothing depends on it. It never answers with code of another release while a server can be
// reached: pages come from the network first, and what has a hash in its name is what it was.

declare const __FILES__: string[];
declare const __FORMULAS__: string[];
declare const __ENTRY__: string;
declare const __VERSION__: string;

interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface MessageEventWithPort extends ExtendableEvent {
  data: unknown;
  ports: readonly MessagePort[];
}
interface FetchEvent extends ExtendableEvent {
  request: Request;
  preloadResponse?: Promise<Response | undefined>;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  location: Location;
  clients: { claim(): Promise<void> };
  registration: { navigationPreload?: { enable(): Promise<void> } };
  addEventListener(kind: 'install' | 'activate', run: (event: ExtendableEvent) => void): void;
  addEventListener(kind: 'fetch', run: (event: FetchEvent) => void): void;
  addEventListener(kind: 'message', run: (event: MessageEventWithPort) => void): void;
}

const worker = self as unknown as Worker;
const APP = `app:${__VERSION__}`;
const WHO = 'xingtan-who';
/** Is there once a kept lesson has formulas: what draws them weighs more than all the rest. */
const WANTS_FORMULAS = 'xingtan-formulas';
const PAGES = ['/index.html', '/room.html'];
/** Has no hash in its name, and is kept with the shell all the same. */
const LOGO = '/icon.svg';
const FILES = /^\/(api|media|packs)\//;
const KEPT = /^\/kept-files\/([^/]+)\/([^/]+)\/(.+)$/;

worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (request.mode === 'navigate') {
    // A file that is opened or loaded down by its address is no page of this product.
    if (!FILES.test(url.pathname)) event.respondWith(page(event, url));
  } else if (url.pathname.startsWith('/assets/') || url.pathname === LOGO)
    event.respondWith(asset(request));
  else if (url.pathname === '/api/me') event.respondWith(who(request));
  else {
    const kept = KEPT.exec(url.pathname);
    if (kept) event.respondWith(keptFile(request, kept));
  }
});

/** A page that keeps a lesson with formulas asks for what draws them, and hears when it is there. */
worker.addEventListener('message', (event) => {
  if (event.data !== 'formulas') return;
  const tell = (how: string) => event.ports[0]?.postMessage(how);
  tell('heard');
  event.waitUntil(
    holdFormulas().then(
      () => tell('held'),
      () => tell('failed'),
    ),
  );
});

async function holdFormulas(): Promise<void> {
  const cache = await caches.open(APP);
  const known = await Promise.all(__FORMULAS__.map((file) => cache.match(file)));
  await cache.addAll(__FORMULAS__.filter((_, at) => !known[at]));
  await caches.open(WANTS_FORMULAS);
}

/** Fetches the shell of this release, or does not become: half a release is none. */
async function install(): Promise<void> {
  const cache = await caches.open(APP);
  const pages = PAGES.map(async (path) => {
    const answer = await fetch(path, { cache: 'no-store' });
    // A server that was replaced meanwhile has pages of another release.
    const text = await answer.clone().text();
    if (!answer.ok || !text.includes(__ENTRY__)) throw new Error('another release');
    await cache.put(path, answer);
  });
  const files = (await caches.has(WANTS_FORMULAS)) ? [...__FILES__, ...__FORMULAS__] : __FILES__;
  await Promise.all([cache.addAll(files), ...pages]);
}

async function activate(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('app:') && name !== APP);
  await Promise.all(old.map((name) => caches.delete(name)));
  await worker.registration.navigationPreload?.enable().catch(() => {});
  // What was just kept is wanted on the page that kept it.
  await worker.clients.claim();
}

/** From the network; only where no server answers, from what was kept of this release. */
async function page(event: FetchEvent, url: URL): Promise<Response> {
  const isDark = /^\/(room|replay)\//.test(url.pathname);
  const kept = () => ours(isDark ? '/room.html' : '/index.html');
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request));
    // So answers what stands before a server that is not there.
    return [502, 503, 504].includes(answer.status) ? ((await kept()) ?? answer) : answer;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

async function ours(path: string | Request): Promise<Response | undefined> {
  return (await caches.open(APP)).match(path);
}

async function asset(request: Request): Promise<Response> {
  return (await ours(request)) ?? fetch(request);
}

/** Who is signed in; where no server can say, who was. */
async function who(request: Request): Promise<Response> {
  const cache = await caches.open(WHO);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put('/api/me', answer.clone());
    else if (answer.status === 401) await cache.delete('/api/me');
    else if ([502, 503, 504].includes(answer.status))
      return (await cache.match('/api/me')) ?? answer;
    return answer;
  } catch (error) {
    const found = await cache.match('/api/me');
    if (found) return found;
    throw error;
  }
}

/** A file of a kept lesson, to the person who kept it. */
async function keptFile(request: Request, [, person, lesson, file]: string[]): Promise<Response> {
  const missing = () => new Response(null, { status: 404 });
  const known = await (await caches.open(WHO)).match('/api/me');
  const me = (await known?.json().catch(() => null)) as { id?: string } | null;
  if (me?.id !== person) return missing();
  const cache = await caches.open(`kept:${person}:${lesson}`);
  // Pages are kept in one width.
  const path = `/kept-files/${person}/${lesson}/${file?.replace(/-(640|1600)\.webp$/, '-960.webp')}`;
  const found = await cache.match(path);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '');
  if (!found || !range) return found ?? missing();
  const body = await found.arrayBuffer();
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) : body.byteLength - 1, body.byteLength - 1);
  const headers = new Headers(found.headers);
  headers.set('content-range', `bytes ${from}-${to}/${body.byteLength}`);
  headers.set('content-length', `${to - from + 1}`);
  return new Response(body.slice(from, to + 1), { status: 206, headers });
}
