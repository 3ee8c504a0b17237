// What the class looked at besides the picture: pages of decks and of the board, and the ink on
// them, each step with its time.
import { Reader } from '../board/wire/bytes.ts';
import type { Deck, DeckPage, Lesson } from './data.ts';

export type Surface =
  | { kind: 'slide'; deck: string; page: number }
  | { kind: 'board'; board: number }
  | { kind: 'none' };

export interface Turn {
  atMs: number;
  surface: Surface;
}

export interface Step {
  atMs: number;
  by: string;
  op: Uint8Array;
}

const NONE: Surface = { kind: 'none' };

export class Surfaces {
  readonly turns: Turn[];
  #lesson: Lesson;
  #ink: Record<string, string>;
  #read = new Map<string, Step[]>();

  constructor(lesson: Lesson, ink: Record<string, string>) {
    this.#lesson = lesson;
    this.#ink = ink;
    this.turns = lesson.entries
      .filter((entry) => entry.kind === 'page.turned')
      .map((entry) => ({
        atMs: Math.max(0, entry.at_ms + lesson.shift_ms),
        surface: (entry.body as { surface?: Surface }).surface ?? NONE,
      }));
  }

  at(ms: number): Surface {
    let found = NONE;
    for (const turn of this.turns) {
      if (turn.atMs > ms) break;
      found = turn.surface;
    }
    return found;
  }

  deck(surface: Surface): Deck | undefined {
    if (surface.kind !== 'slide') return undefined;
    return this.#lesson.decks?.find((deck) => deck.id === surface.deck);
  }

  page(surface: Surface): DeckPage | undefined {
    if (surface.kind !== 'slide') return undefined;
    return this.deck(surface)?.pages.find((page) => page.page === surface.page);
  }

  /** The name under which one draws there; ink stays while a slide builds up. */
  name(surface: Surface): string | null {
    if (surface.kind === 'board') return `board/${surface.board}`;
    const page = this.page(surface);
    return surface.kind === 'slide' && page ? `slide/${surface.deck}/${page.slide}` : null;
  }

  /** How the ink on a surface came to be. */
  steps(name: string): Step[] {
    let steps = this.#read.get(name);
    if (!steps) {
      steps = readLog(this.#ink[name], this.#lesson.shift_ms);
      this.#read.set(name, steps);
    }
    return steps;
  }
}

/** Reads a surface's log; of one that is torn, what comes before the tear. */
function readLog(base64: string | undefined, shiftMs: number): Step[] {
  const steps: Step[] = [];
  if (!base64) return steps;
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const reader = new Reader(bytes);
    const authors = Array.from({ length: reader.number() }, () => reader.person());
    let atMs = 0;
    while (reader.at < bytes.length) {
      atMs += reader.number();
      const by = authors[reader.number()] ?? '';
      const op = reader.take(reader.number());
      steps.push({ atMs: Math.max(0, atMs + shiftMs), by, op });
    }
  } catch {
    // A pack's files are checked where they are taken; a page opened from a disk shows what it can.
  }
  return steps;
}
