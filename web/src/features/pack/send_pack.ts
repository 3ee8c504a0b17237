// Sends a pack to a shelf. It is gigabytes: the sender sees how far it is, and may stop it.
import { Problem } from '~/api/problem.ts';
import type { PackImport } from './shapes.ts';

export interface PackOnItsWay {
  /** Fulfilled when the whole of it is there and its import has been asked for. */
  arrived: Promise<PackImport>;
  stop(): void;
}

/** The code of what its sender has stopped. */
export const STOPPED = 'pack.stopped';

/** @param onShare is told how much of it has gone out, from 0 to 1. */
export function sendPack(
  school: string,
  file: File,
  onShare: (share: number) => void,
): PackOnItsWay {
  // `fetch` does not say how far it is.
  const request = new XMLHttpRequest();
  const arrived = new Promise<PackImport>((done, fail) => {
    request.open('POST', `/api/schools/${encodeURIComponent(school)}/packs`);
    request.setRequestHeader('content-type', 'application/zip');
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => onShare(event.loaded / Math.max(1, file.size));
    request.onload = () => {
      const body = bodyOf(request.responseText);
      if (request.status === 202 && body) done(body as unknown as PackImport);
      else fail(new Problem({ code: 'internal', status: request.status, ...body }));
    };
    request.onerror = () => fail(new Problem({ code: 'network.unreachable' }));
    request.onabort = () => fail(new Problem({ code: STOPPED }));
    request.send(file);
  });
  return { arrived, stop: () => request.abort() };
}

function bodyOf(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}
