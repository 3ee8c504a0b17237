// Where a page's picture lies, and how large it should come.
import type { Level } from '../player/ladder.ts';
import { level } from '../player/quality.ts';

/** Pixels of width in which the server keeps each page. */
export const WIDTHS = [640, 960, 1600] as const;
export type Width = (typeof WIDTHS)[number];

export interface Network {
  saveData?: boolean;
  effectiveType?: string;
}

/** What each rung of the ladder carries. */
const MOST: Record<Level, Width> = { full: 1600, half: 960, lean: 960, text: 640 };

/** The narrowest picture that is sharp on this screen, as far as the network carries it. */
export function widthFor(
  cssWidth: number,
  ratio: number,
  network: Network | undefined,
  rung: Level = level.value,
): Width {
  const kind = network?.effectiveType ?? '4g';
  if (network?.saveData || kind.endsWith('2g')) return 640;
  // A picture a little too small is not seen to be so; one too large costs seconds.
  const wanted = cssWidth * Math.min(ratio, 2) * 0.85;
  const found = WIDTHS.find((one) => one >= wanted) ?? 1600;
  const most = kind === '3g' ? Math.min(960, MOST[rung]) : MOST[rung];
  return found < most ? found : (most as Width);
}

export function network(): Network | undefined {
  return (navigator as { connection?: Network }).connection;
}

/** Gives the addresses that take the place of one that has run out; null where it has not. */
type After = (failed: string) => Promise<Addresses | null>;

/** The addresses of decks: of a lesson under its media address, else of the library. */
export class Addresses {
  readonly prefix: string | null;
  /** What to do when one of them fails. */
  readonly after: After;

  /** @param prefix of the lesson's media; null for who prepares. */
  constructor(prefix: string | null, after: After = async () => null) {
    this.prefix = prefix;
    this.after = after;
  }

  picture(deck: string, page: number, width: Width): string {
    return this.prefix
      ? `${this.prefix}/deck/${deck}/${page}-${width}.webp`
      : `/api/decks/${deck}/pages/${page}/${width}.webp`;
  }

  text(deck: string, page: number): string {
    return this.prefix
      ? `${this.prefix}/deck/${deck}/${page}.json`
      : `/api/decks/${deck}/pages/${page}/text`;
  }

  clip(deck: string, file: string): string {
    return this.prefix
      ? `${this.prefix}/deck/${deck}/clip/${file}`
      : `/api/decks/${deck}/clips/${file}`;
  }
}

/** Pages fetched before they are shown: after the one that is. */
const AHEAD = 2;

/** Which pages to fetch next while `at` is shown: those ahead, then the one before. */
export function toFetch<T>(all: readonly T[], at: number): T[] {
  if (at < 0) return all.slice(0, 1);
  const ahead = all.slice(at + 1, at + 1 + AHEAD);
  return at > 0 ? [...ahead, all[at - 1] as T] : ahead;
}

/** Fetches pictures one after another into the browser's cache; a new wish replaces the old. */
export class Prefetch {
  readonly #load: (url: string) => Promise<void>;
  readonly #done = new Set<string>();
  #wanted: string[] = [];
  #now: string | null = null;

  constructor(load: (url: string) => Promise<void> = loadPicture) {
    this.#load = load;
  }

  want(urls: readonly string[]): void {
    this.#wanted = urls.filter((url) => !this.#done.has(url) && url !== this.#now);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#now) return;
    for (;;) {
      const url = this.#wanted.shift();
      if (!url) break;
      this.#now = url;
      // What fails now is asked for again when it is shown.
      await this.#load(url).then(
        () => this.#done.add(url),
        () => {},
      );
    }
    this.#now = null;
  }
}

function loadPicture(url: string): Promise<void> {
  return new Promise((done, fail) => {
    const one = new Image();
    one.onload = () => done();
    one.onerror = fail;
    one.src = url;
  });
}
