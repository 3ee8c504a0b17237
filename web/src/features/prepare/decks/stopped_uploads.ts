// Uploads that a reload or a closed page stopped. The server keeps what it has of them for some
// days, and the browser where; only the file itself a page cannot open by itself again.
import { browserWorld, TUS, type UploadWorld } from '~/lib/upload.ts';

export interface StoppedUpload {
  /** Under which the browser knows it: the file's fingerprint. */
  key: string;
  name: string;
  size: number;
  sent: number;
  url: string;
}

/** More than these nobody looks through. */
const STOPPED_MOST = 20;

function knownKeys(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** What was begun here, is not whole, and can go on; the server says how far it is. */
export async function stoppedUploads(
  world: UploadWorld = browserWorld,
  keys: string[] = knownKeys(),
): Promise<StoppedUpload[]> {
  const found = await Promise.all(keys.slice(-STOPPED_MOST).map((key) => look(world, key)));
  return found.filter((one) => one !== null);
}

async function look(world: UploadWorld, key: string): Promise<StoppedUpload | null> {
  const [, name, bytes] = /^upload:(.+):(\d+):\d+$/.exec(key) ?? [];
  const url = name === undefined ? null : world.recall(key);
  if (!name || !url) return null;
  const init = { method: 'HEAD', headers: TUS, credentials: 'same-origin' } as const;
  const answer = await world.fetch(url, init).catch(() => null);
  if (!answer?.ok) {
    // Forgotten by the server; without an answer nothing is known.
    if (answer?.status === 404 || answer?.status === 410) world.remember(key, null);
    return null;
  }
  const sent = Number(answer.headers.get('upload-offset'));
  return Number.isSafeInteger(sent) ? { key, name, size: Number(bytes), sent, url } : null;
}

/** Gives one up, here and at the server. */
export function giveUp({ key, url }: StoppedUpload, world: UploadWorld = browserWorld): void {
  world.remember(key, null);
  world.fetch(url, { method: 'DELETE', headers: TUS }).catch(() => {});
}
