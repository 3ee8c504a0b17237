// How much of a lesson comes to this page: picture, sound alone, or neither. It goes down by
// itself where little arrives, and up again where much would. No browser and no clock here.

export const LEVELS = ['full', 'half', 'lean', 'text'] as const;
/** The picture at its best, the same in fewer bits, the voice alone, or slides and words alone. */
export type Level = (typeof LEVELS)[number];
export type Choice = 'auto' | Level;
/** Why the page stands where it does, for who reads it. */
export type Why = 'wished' | 'slow' | 'saving';

/** What a moment was like. */
export interface Look {
  /** A clock that only goes forward. */
  atMs: number;
  /** Whether the room itself is there: without it nothing comes on any level. */
  isLinked: boolean;
  /** Whether the person has asked the browser to save data. */
  isSaving: boolean;
  /** Whether something is sent that this level should show or sound. */
  isExpected: boolean;
  /** Whether it plays on. */
  isFlowing: boolean;
  /** Seconds of it in hand. */
  bufferS: number;
  /** Thousands of bits a second that came for it since the last look. */
  kbps: number;
}

/** Moments that are judged together. */
const WINDOW_MS = 20_000;
/** What begins may take so long before it counts. */
const GRACE_MS = 6_000;
/** So much standstill of the window, and a level is too much. */
const PICTURE_BAD_MS = 8_000;
/** The voice is given up later: silence is a lesson lost. */
const VOICE_BAD_MS = 15_000;
/** With less in hand the next pause is heard. */
const BUFFER_LEAST_S = 0.15;
/** Looks farther apart say nothing: the page was asleep. */
const ASLEEP_MS = 5_000;
/** So long all must be well before more is tried; each failure doubles it. */
const CLIMB_MS = 60_000;
const CLIMB_MS_MAX = 8 * 60_000;
/** After so long all is forgiven. */
const FORGIVEN_MS = 5 * 60_000;
/** A person's wish for the picture holds at least so long. */
const HELD_MS = 60_000;
/** The line must carry so much more than a picture has. */
const MARGIN = 1.5;
/** What a picture takes, while it is not known. */
const PICTURE_KBPS = 1_000;

interface Moment {
  atMs: number;
  ms: number;
  isBad: boolean;
}

export class Ladder {
  /** What may be chosen, best first. */
  readonly rungs: readonly Level[];
  #choice: Choice;
  #level: Level;
  #why: Why = 'wished';
  #moments: Moment[] = [];
  #lastMs = Number.NEGATIVE_INFINITY;
  #sinceMs = 0;
  #goodSinceMs = 0;
  #heldUntilMs = Number.NEGATIVE_INFINITY;
  #triedMs = Number.NEGATIVE_INFINITY;
  #climbMs = CLIMB_MS;
  #pictureKbps = PICTURE_KBPS;
  #isAsking = false;

  constructor(rungs: readonly Level[], choice: Choice = 'auto') {
    this.rungs = LEVELS.filter((level) => rungs.includes(level));
    this.#choice = choice;
    this.#level = this.#lawful(choice);
  }

  get level(): Level {
    return this.#level;
  }
  get choice(): Choice {
    return this.#choice;
  }
  get why(): Why {
    return this.#choice === 'auto' ? this.#why : 'wished';
  }

  /** What a person wants. */
  choose(choice: Choice, atMs: number): void {
    this.#choice = choice;
    this.#climbMs = CLIMB_MS;
    this.#move(choice === 'auto' ? this.#best : this.#lawful(choice), atMs);
    if (choice === 'auto') this.#heldUntilMs = atMs + GRACE_MS;
  }

  /** A person wants the picture back, though it was slow. */
  restore(atMs: number): void {
    this.#choice = 'auto';
    this.#move(this.#best, atMs);
    this.#heldUntilMs = atMs + HELD_MS;
  }

  /** Takes a look; answers the level from now on. */
  look(look: Look): Level {
    const ms = look.atMs - this.#lastMs;
    this.#lastMs = look.atMs;
    if (ms > ASLEEP_MS) this.#begin(look.atMs);
    else this.#note(look, ms);
    if (this.#choice !== 'auto') return this.#level;
    if (look.isSaving && this.#isAbove('lean') && look.atMs >= this.#heldUntilMs) {
      this.#why = 'saving';
      this.#move(this.#lawful('lean'), look.atMs);
    } else if (this.#isTooMuch(look.atMs)) this.#down(look.atMs);
    else if (this.#level === this.#best && look.atMs - this.#goodSinceMs > FORGIVEN_MS) {
      this.#climbMs = CLIMB_MS;
    }
    return this.#level;
  }

  /** Whether it is time to measure what the line would carry. */
  wantsProbe(look: Look): boolean {
    if (this.#choice !== 'auto' || this.#isAsking || this.#level === this.#best) return false;
    if (!look.isLinked || look.isSaving) return false;
    return look.atMs - this.#goodSinceMs >= this.#climbMs;
  }

  /** A measurement begins. */
  asks(): void {
    this.#isAsking = true;
  }

  /** What the measurement gave. */
  probed(kbps: number, atMs: number): Level {
    this.#isAsking = false;
    if (this.#choice !== 'auto' || this.#level === this.#best) return this.#level;
    const at = this.rungs.indexOf(this.#level);
    const above = this.rungs[at - 1];
    const needs = this.#level === 'text' ? 0 : this.#pictureKbps * MARGIN;
    if (above && kbps >= needs) {
      this.#move(above, atMs);
      this.#triedMs = atMs;
    } else {
      this.#goodSinceMs = atMs;
      this.#later();
    }
    return this.#level;
  }

  get #best(): Level {
    return this.rungs[0] ?? 'full';
  }

  #lawful(choice: Choice): Level {
    if (choice === 'auto') return this.#best;
    const wanted = LEVELS.indexOf(choice);
    return this.rungs.find((level) => LEVELS.indexOf(level) >= wanted) ?? this.#best;
  }

  #isAbove(level: Level): boolean {
    return LEVELS.indexOf(this.#level) < LEVELS.indexOf(level);
  }

  #begin(atMs: number): void {
    this.#moments = [];
    this.#sinceMs = atMs;
    this.#goodSinceMs = atMs;
  }

  #move(level: Level, atMs: number): void {
    this.#level = level;
    this.#begin(atMs);
  }

  #later(): void {
    this.#climbMs = Math.min(CLIMB_MS_MAX, this.#climbMs * 2);
  }

  #note(look: Look, ms: number): void {
    const { atMs } = look;
    this.#moments = this.#moments.filter((one) => one.atMs > atMs - WINDOW_MS);
    // Without the room, or with nothing sent, a standstill is nobody's fault.
    if (!look.isLinked || !look.isExpected) {
      if (!look.isLinked) this.#goodSinceMs = atMs;
      return;
    }
    const isBad = !look.isFlowing || look.bufferS < BUFFER_LEAST_S;
    if (atMs - this.#sinceMs > GRACE_MS || !isBad) this.#moments.push({ atMs, ms, isBad });
    if (isBad) this.#goodSinceMs = atMs;
    else if (this.#isAbove('lean') && look.kbps > 0) {
      // A picture's bits come and go with what moves in it.
      const weight = look.kbps > this.#pictureKbps ? 0.3 : 0.05;
      this.#pictureKbps += (look.kbps - this.#pictureKbps) * weight;
    }
  }

  #isTooMuch(atMs: number): boolean {
    if (this.#level === 'text' || atMs < this.#heldUntilMs) return false;
    const bad = this.#moments.reduce((sum, one) => sum + (one.isBad ? one.ms : 0), 0);
    return bad >= (this.#isAbove('lean') ? PICTURE_BAD_MS : VOICE_BAD_MS);
  }

  #down(atMs: number): void {
    const next = this.rungs[this.rungs.indexOf(this.#level) + 1];
    if (!next) return;
    this.#why = 'slow';
    // What was tried in vain is tried later the next time.
    if (atMs - this.#triedMs < FORGIVEN_MS) this.#later();
    this.#move(next, atMs);
  }
}
