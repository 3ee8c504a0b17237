// What a big screen is: paired or not, and what is open on it. It asks the server again and again,
// for ever; nobody presses anything here.
import { callQuietly } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { CurrentClassroom, Lesson, ScreenPairing } from '~/api/shapes.ts';

export type Screen =
  | { is: 'starting' }
  | { is: 'unpaired'; code: string }
  | { is: 'paired'; current: CurrentClassroom; lesson: Lesson | null }
  | { is: 'taken' };

const EVERY_MS = 2_000;
/** A code is changed so long before it runs out. */
const SPARE_MS = 30_000;

export class Pairing {
  #pairing: ScreenPairing | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isGone = false;
  #lesson: Lesson | null = null;
  readonly #tell: (screen: Screen) => void;
  readonly #lost: (isLost: boolean) => void;

  constructor(tell: (screen: Screen) => void, lost: (isLost: boolean) => void) {
    this.#tell = tell;
    this.#lost = lost;
  }

  start(): void {
    void this.#look();
  }

  stop(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
  }

  async #look(): Promise<void> {
    try {
      await this.#ask();
      this.#lost(false);
    } catch {
      this.#lost(true);
    }
    if (!this.#isGone) this.#timer = setTimeout(() => void this.#look(), EVERY_MS);
  }

  #say(screen: Screen): void {
    if (!this.#isGone) this.#tell(screen);
  }

  async #ask(): Promise<void> {
    const current = await quietly(callQuietly('GET /api/classrooms/current'), 401);
    if (!current) return this.#askForPairing();
    this.#pairing = null;
    const id = current.lesson?.id;
    if (!id) this.#lesson = null;
    else if (this.#lesson?.id !== id || this.#lesson.my_role !== 'classroom') {
      this.#lesson = await quietly(callQuietly('GET /api/lessons/{id}', { path: { id } }), 404);
    }
    // Who is signed in here comes before the screen, and would be seen in the lesson.
    if (id && this.#lesson?.my_role !== 'classroom') return this.#say({ is: 'taken' });
    this.#say({ is: 'paired', current, lesson: this.#lesson });
  }

  async #askForPairing(): Promise<void> {
    this.#lesson = null;
    const now = this.#pairing;
    const isOld = !now || Date.parse(now.expires_at) - SPARE_MS < Date.now();
    if (isOld) this.#pairing = await callQuietly('POST /api/pairings');
    else {
      const body = { secret: now.secret };
      const arrival = await quietly(callQuietly('POST /api/pairings/arrival', { body }), 404);
      if (!arrival) this.#pairing = null;
      if (arrival?.is_paired) return this.#ask();
    }
    const code = this.#pairing?.code;
    if (code) this.#say({ is: 'unpaired', code });
  }
}

/** What was asked for; null when the answer is this refusal. */
async function quietly<T>(asked: Promise<T>, status: number): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Problem && error.status === status) return null;
    throw error;
  }
}
