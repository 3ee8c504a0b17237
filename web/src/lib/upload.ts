// Sends a file in pieces (tus 1.0.0), so that a weak link loses a piece and not the file. After a
// reload the same file goes on where it stopped.
import { Problem } from '~/api/problem.ts';

/** What an upload needs of the browser. */
export interface UploadWorld {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds that never go back. */
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  recall(key: string): string | null;
  remember(key: string, value: string | null): void;
}

export interface Sending {
  sent: number;
  of: number;
  /** Why nothing moves at the moment; it goes on by itself. */
  isWaiting: boolean;
}

const PIECE_FIRST = 512 * 1024;
const PIECE_LEAST = 256 * 1024;
const PIECE_MOST = 2 * 1024 * 1024;
/** A piece should take about so long: a bar that moves, and little lost when the link breaks. */
const PIECE_MS = 2_500;
const BACKOFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** So many failures without a byte between them, and a person should look. */
const FAILURES_MOST = 30;

export const TUS = { 'tus-resumable': '1.0.0' };

/** The same file, as far as a page may know. */
export function fingerprint(file: File): string {
  return `upload:${file.name}:${file.size}:${file.lastModified}`;
}

/** The size of the next piece after one that took so long. */
export function pieceAfter(size: number, tookMs: number): number {
  // One lucky or unlucky piece moves it by a factor of two at most.
  const factor = Math.max(0.5, Math.min(2, PIECE_MS / Math.max(1, tookMs)));
  return Math.max(PIECE_LEAST, Math.min(PIECE_MOST, Math.round(size * factor)));
}

function encoded(name: string): string {
  const bytes = new TextEncoder().encode(name);
  return btoa(String.fromCharCode(...bytes));
}

export class Upload {
  readonly file: File;
  readonly #world: UploadWorld;
  readonly #onSending: (sending: Sending) => void;
  readonly #stop = new AbortController();
  #url: string | null = null;
  #offset = 0;
  #size = PIECE_FIRST;
  #failures = 0;

  constructor(file: File, onSending: (sending: Sending) => void, world = browserWorld) {
    this.file = file;
    this.#world = world;
    this.#onSending = onSending;
  }

  /** Sends everything, however often the link breaks; gives the upload's id. */
  async run(): Promise<string> {
    const key = fingerprint(this.file);
    const known = this.#world.recall(key);
    if (known) {
      this.#url = known;
      await this.#steadily(() => this.#resume());
    }
    if (!this.#url) await this.#steadily(() => this.#create());
    while (this.#offset < this.file.size) await this.#steadily(() => this.#piece());
    this.#world.remember(key, null);
    return (this.#url ?? '').split('/').pop() ?? '';
  }

  /** Gives it up, here and at the server. */
  cancel(): void {
    this.#stop.abort();
    this.#world.remember(fingerprint(this.file), null);
    const url = this.#url;
    // What the server has of it is forgotten after some days anyway.
    if (url) this.#world.fetch(url, { method: 'DELETE', headers: TUS }).catch(() => {});
  }

  get isCancelled(): boolean {
    return this.#stop.signal.aborted;
  }

  #tell(isWaiting: boolean): void {
    this.#onSending({ sent: this.#offset, of: this.file.size, isWaiting });
  }

  /** Tries until it succeeds; a refusal of the server ends it. */
  async #steadily(act: () => Promise<void>): Promise<void> {
    for (;;) {
      if (this.isCancelled) throw new Problem({ code: 'upload.cancelled' });
      try {
        await act();
        this.#failures = 0;
        this.#tell(false);
        return;
      } catch (error) {
        if (this.isCancelled) throw new Problem({ code: 'upload.cancelled' });
        const isPassing =
          !(error instanceof Problem) || error.status >= 500 || error.status === 429;
        if (!isPassing || this.#failures >= FAILURES_MOST) throw error;
        this.#tell(true);
        const step = Math.min(this.#failures, BACKOFF_MS.length - 1);
        const least = error instanceof Problem ? (error.retryAfterMs ?? 0) : 0;
        this.#failures += 1;
        this.#size = Math.max(PIECE_LEAST, Math.round(this.#size / 2));
        await this.#world.wait(Math.max(least, BACKOFF_MS[step] as number), this.#stop.signal);
        if (this.#url) await this.#look().catch(() => {});
      }
    }
  }

  async #ask(url: string, init: RequestInit): Promise<Response> {
    let answer: Response;
    try {
      const headers = { ...TUS, ...(init.headers as Record<string, string>) };
      const { signal } = this.#stop;
      answer = await this.#world.fetch(url, {
        ...init,
        headers,
        signal,
        credentials: 'same-origin',
      });
    } catch {
      throw new Error('network');
    }
    if (answer.ok) return answer;
    const body = (await answer.json().catch(() => null)) as { code?: string } | null;
    const retry = Number(answer.headers.get('retry-after')) || undefined;
    throw new Problem({
      ...(retry && { retry_after_s: retry }),
      code: body?.code ?? `http.${answer.status}`,
      status: answer.status,
    } as ConstructorParameters<typeof Problem>[0]);
  }

  async #create(): Promise<void> {
    const headers = {
      'upload-length': String(this.file.size),
      'upload-metadata': `filename ${encoded(this.file.name)}`,
    };
    const answer = await this.#ask('/api/uploads', { method: 'POST', headers });
    const place = answer.headers.get('location');
    if (!place) throw new Error('no place to send it to');
    this.#url = new URL(place, location.href).pathname;
    this.#offset = 0;
    this.#world.remember(fingerprint(this.file), this.#url);
  }

  /** Goes on with what the server still has; else begins anew. */
  async #resume(): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      this.#url = null;
      this.#offset = 0;
    }
  }

  async #look(): Promise<void> {
    if (!this.#url) return;
    const answer = await this.#ask(this.#url, { method: 'HEAD' });
    const length = Number(answer.headers.get('upload-length') ?? this.file.size);
    const offset = Number(answer.headers.get('upload-offset'));
    if (length !== this.file.size || !Number.isSafeInteger(offset)) {
      throw new Problem({ code: 'upload.other_file', status: 409 });
    }
    this.#offset = offset;
  }

  async #piece(): Promise<void> {
    const piece = this.file.slice(this.#offset, this.#offset + this.#size);
    const began = this.#world.now();
    const headers = {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(this.#offset),
    };
    let answer: Response;
    try {
      answer = await this.#ask(this.#url as string, { method: 'PATCH', headers, body: piece });
    } catch (error) {
      // It stands elsewhere than we thought: an earlier piece did arrive.
      if (!(error instanceof Problem) || error.status !== 409) throw error;
      const before = this.#offset;
      await this.#look();
      if (this.#offset === before) throw error;
      return;
    }
    const offset = Number(answer.headers.get('upload-offset'));
    this.#offset = Number.isSafeInteger(offset) && offset > 0 ? offset : this.#offset + piece.size;
    if (piece.size === this.#size) this.#size = pieceAfter(this.#size, this.#world.now() - began);
  }
}

export const browserWorld: UploadWorld = {
  fetch: (url, init) => fetch(url, init),
  now: () => performance.now(),
  wait: (ms, signal) =>
    new Promise((done) => {
      const timer = setTimeout(done, ms);
      const go = () => {
        clearTimeout(timer);
        done();
      };
      addEventListener('online', go, { once: true });
      signal.addEventListener('abort', go, { once: true });
    }),
  recall: (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  remember: (key, value) => {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Then only a reload begins anew.
    }
  },
};
