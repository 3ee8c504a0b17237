// Fetching a lesson into this device: what is there already is not fetched again.
import { call } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import { cacheName } from '~/lib/kept_caches.ts';
import { me } from '~/lib/session.ts';
import { decode } from '../../../board/wire/codec.ts';
import { inkLogOf, readInkLog } from '../ink/api.ts';
import { readNotes } from '../notes/use_notes.ts';
import { filesPrefix, holdFormulas, type KeptInk, putKept, startWorker } from './kept.ts';
import { type LessonParts, readParts } from './parts.ts';
import { type Choice, plan } from './plan.ts';

/** Files fetched at a time; a page may have six connections, and the picture wants some. */
const AT_ONCE = 3;

export interface Progress {
  done: number;
  files: number;
  bytes: number;
}

interface Wish {
  choice: Choice;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

/** Keeps a lesson; throws when it cannot be whole. What was fetched by then stays for another try. */
export async function keep(id: string, { choice, signal, onProgress }: Wish): Promise<void> {
  const person = me.peek()?.id ?? '';
  await startWorker();
  await navigator.storage?.persist?.().catch(() => false);
  const parts = await readParts(id);
  const { files, surfaces, recording } = plan(parts, choice);
  const row = {
    person,
    lesson: id,
    choice,
    kept_at: new Date().toISOString(),
    parts: { ...parts, recording: { ...recording, media_prefix: filesPrefix(person, id) } },
  };
  // Who gave up meanwhile has taken it away again.
  check(signal);
  await putKept({ ...row, isWhole: false, bytes: 0, ink: {}, late: [], notes: [] });
  const path = { id };
  const late = await call('GET /api/lessons/{id}/late-answers', { path });
  const notes = await readNotes(id);
  const ink: Record<string, KeptInk[]> = {};
  for (const surface of surfaces) {
    check(signal);
    ink[surface] = await readInkLog(inkLogOf(id), surface);
  }
  check(signal);
  const cache = await caches.open(cacheName(person, id));
  const drawn = contentOf(Object.values(ink).flat());
  if (drawn.hasFormulas) await holdFormulas();
  check(signal);
  files.push(...drawn.pictures);
  const bytes = await fetchAll({ files, parts, cache, signal, onProgress, person });
  const inkBytes = Object.values(ink)
    .flat()
    .reduce((sum, one) => sum + one.bytes.length, 0);
  const all = bytes + inkBytes + JSON.stringify(parts.entries).length;
  check(signal);
  await putKept({ ...row, isWhole: true, bytes: all, ink, late: late.items, notes });
}

/** What ink needs besides itself: pictures that were put there, and what draws formulas. */
export function contentOf(log: readonly KeptInk[]) {
  const pictures = new Set<string>();
  let hasFormulas = false;
  for (const { bytes } of log) {
    try {
      const { action } = decode(bytes);
      for (const { content } of action.type === 'add' ? action.elements : []) {
        if (content.kind === 'image') pictures.add(`ink/${content.file}`);
        hasFormulas ||= content.kind === 'formula';
      }
    } catch {
      // An operation of a later release draws nothing here either.
    }
  }
  return { pictures, hasFormulas };
}

function check(signal: AbortSignal): void {
  if (signal.aborted) throw new DOMException('given up', 'AbortError');
}

interface Fetching {
  files: string[];
  parts: LessonParts;
  cache: Cache;
  person: string;
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

async function fetchAll(all: Fetching): Promise<number> {
  const { files, parts, cache, person, signal, onProgress } = all;
  const id = parts.lesson.id;
  const queue = [...files];
  const address = { prefix: parts.recording.media_prefix };
  let done = 0;
  let bytes = 0;
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      check(signal);
      const at = `${filesPrefix(person, id)}/${file}`;
      const known = await cache.match(at);
      bytes += known ? sizeOf(known) : await fetchOne(file, at);
      done += 1;
      onProgress({ done, files: files.length, bytes });
    }
  };
  const fetchOne = async (file: string, at: string): Promise<number> => {
    let answer = await ask(`${address.prefix}/${file}`, signal);
    if (answer.status === 403 || answer.status === 410) {
      // The signed address has run out meanwhile.
      const fresh = await call('GET /api/lessons/{id}/replay', { path: { id } });
      address.prefix = fresh.media_prefix;
      answer = await ask(`${address.prefix}/${file}`, signal);
    }
    // A page without words has no file of them.
    if (answer.status === 404 && file.startsWith('deck/')) return 0;
    if (!answer.ok) throw new Problem({ code: `http.${answer.status}`, status: answer.status });
    const body = await answer.arrayBuffer();
    const kind = answer.headers.get('content-type') ?? 'application/octet-stream';
    const headers = { 'content-type': kind, 'content-length': `${body.byteLength}` };
    await cache.put(at, new Response(body, { headers }));
    return body.byteLength;
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return bytes;
}

function sizeOf(answer: Response): number {
  return Number(answer.headers.get('content-length') ?? 0);
}

async function ask(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { credentials: 'same-origin', signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Problem({ code: 'network.unreachable' });
  }
}
