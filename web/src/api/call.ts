import { takeEarly } from './early.ts';
import { Problem } from './problem.ts';
import type { Answers, ProblemBody, Route, Takes } from './shapes.ts';

type Args<R extends Route> = Partial<Takes<R>> extends Takes<R> ? [Takes<R>?] : [Takes<R>];
interface Loose {
  path?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

/** Asks the user to sign in again, in place; resolves when he did, rejects when he gave up. */
let askSignIn: (() => Promise<void>) | null = null;

export function onSessionEnded(ask: () => Promise<void>): void {
  askSignIn = ask;
}

/**
 * Makes one request. When the session has ended meanwhile, the user signs in over the page he is on
 * and the same request goes out again, so nothing typed is lost.
 */
export async function call<R extends Route>(route: R, ...args: Args<R>): Promise<Answers<R>> {
  return send(route, args[0] as Loose | undefined, true);
}

/** As `call`, but a missing session is an ordinary failure. */
export async function callQuietly<R extends Route>(
  route: R,
  ...args: Args<R>
): Promise<Answers<R>> {
  return send(route, args[0] as Loose | undefined, false);
}

export function address(path: string, loose?: Loose): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(loose?.path?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(loose?.query ?? {})) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text ? `${filled}?${text}` : filled;
}

async function send(route: string, loose: Loose | undefined, mayAsk: boolean): Promise<never> {
  const [method = 'GET', path = ''] = route.split(' ');
  const response = await fetchOnce(method, address(path, loose), loose?.body);
  if (response.status === 401 && mayAsk && askSignIn) {
    await askSignIn();
    return send(route, loose, false);
  }
  if (!response.ok) throw await readProblem(response);
  if (response.status === 204 || response.headers.get('content-length') === '0') {
    return undefined as never;
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : undefined) as never;
}

async function fetchOnce(method: string, url: string, body: unknown): Promise<Response> {
  const early = method === 'GET' ? await takeEarly(url) : null;
  if (early) return early;
  const headers: Record<string, string> = { accept: 'application/json' };
  let payload: BodyInit | undefined;
  if (body instanceof Blob) {
    headers['content-type'] = body.type || 'application/octet-stream';
    payload = body;
  } else if (body !== undefined) {
    headers['content-type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  try {
    return await fetch(url, { method, headers, body: payload ?? null, credentials: 'same-origin' });
  } catch {
    throw new Problem({ code: 'network.unreachable' });
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => null)) as Partial<ProblemBody> | null;
  const retry = Number(response.headers.get('retry-after')) || undefined;
  return new Problem({
    ...(retry ? { retry_after_s: retry } : {}),
    ...body,
    status: response.status,
    code: body?.code ?? `http.${response.status}`,
  } as ProblemBody);
}
