// Tells the server what a connection's lines are to carry.
import type { LineWish, Watching } from './whep.ts';

/** What each line is to carry. */
export interface Wished {
  sounds: readonly LineWish[];
  pictures: readonly LineWish[];
}

interface Next {
  to: Watching;
  wished: Wished;
}

/** So long after a wish that was not taken it is said again. */
const RETRY_MS = 1_000;

/**
 * Says one wish after the other: one that was overtaken by the next would stand in its place. What
 * is wished meanwhile is said once, and what was said is not said again.
 */
export class Wishes {
  #next: Next | null = null;
  #said: { to: Watching; text: string } | null = null;
  #isSaying = false;
  #hasEnded = false;

  /** Says it, as soon as what was said before is taken. */
  async say(to: Watching, wished: Wished): Promise<void> {
    this.#next = { to, wished };
    if (this.#isSaying) return;
    this.#isSaying = true;
    for (let next = this.#take(); next; next = this.#take()) {
      const text = JSON.stringify(next.wished);
      if (this.#said?.to === next.to && this.#said.text === text) continue;
      if (await isTaken(next)) this.#said = { to: next.to, text };
      else {
        // Where the session is gone, its successor is told.
        await new Promise((again) => setTimeout(again, RETRY_MS));
        if (!this.#hasEnded) this.#next ??= next;
      }
    }
    this.#isSaying = false;
  }

  /** Says nothing more. */
  end(): void {
    this.#hasEnded = true;
    this.#next = null;
  }

  #take(): Next | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }
}

async function isTaken({ to, wished }: Next): Promise<boolean> {
  try {
    await to.wish(wished.sounds, wished.pictures);
    return true;
  } catch {
    return false;
  }
}
