// A surface's ink by HTTP: as it stands, and as it came to be.
import { Problem } from '~/api/problem.ts';
import { type LoggedOperation, logOf } from './frames.ts';
import type { Drawn } from './ink_replay.ts';
import type { Snapshot } from './line.ts';

async function bytesOf(url: string): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin' });
  } catch {
    throw new Problem({ code: 'network.unreachable' });
  }
  if (answer.ok) return answer;
  const body = (await answer.json().catch(() => null)) as { code?: string } | null;
  throw new Problem({ code: body?.code ?? `http.${answer.status}`, status: answer.status });
}

export async function readInk(lesson: string, surface: string): Promise<Snapshot> {
  const url = `/api/lessons/${lesson}/ink?surface=${encodeURIComponent(surface)}`;
  const answer = await bytesOf(url);
  const seq = Number(answer.headers.get('xingtan-seq') ?? 0);
  return { seq, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** Where a lesson's ink logs lie. */
export const inkLogOf = (lesson: string) => `/api/lessons/${lesson}/ink/log`;

/** Every operation of a surface with its lesson time. */
export async function readInkLog(address: string, surface: string): Promise<Drawn[]> {
  const all: Drawn[] = [];
  let cursor = '';
  let at_ms = 0;
  for (;;) {
    const more = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const url = `${address}?surface=${encodeURIComponent(surface)}${more}`;
    const answer = await bytesOf(url);
    const page: LoggedOperation[] = logOf(new Uint8Array(await answer.arrayBuffer()));
    for (const { after_ms, by, bytes } of page) {
      at_ms += after_ms;
      all.push({ at_ms, by, bytes });
    }
    const next = answer.headers.get('xingtan-next') ?? '';
    if (!next || next === cursor) return all;
    cursor = next;
  }
}
