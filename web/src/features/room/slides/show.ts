// What this screen shows of the lesson's slides and boards: with the class, or astray.
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import {
  allPages,
  type DeckPage,
  deckOf,
  inkName,
  isSame,
  type LessonDeck,
  NOTHING,
  pageOf,
  type Surface,
  stepFrom,
} from '../../slides/deck.ts';
import {
  AT_REST,
  besides,
  isAstray,
  type Looking,
  lookAt,
  shownOf,
  turned,
} from '../../slides/look.ts';
import { Addresses } from '../../slides/picture.ts';

/** What the show needs of its room. */
export interface ShowHost {
  /** What the class is shown, as the log says. */
  surface: ReadonlySignal<Surface>;
  isStaff: ReadonlySignal<boolean>;
  isOpen: ReadonlySignal<boolean>;
  /** Of the lesson's media; null where there is none yet. */
  prefix: ReadonlySignal<string | null>;
  decks(): Promise<LessonDeck[]>;
  turn(surface: Surface): Promise<void>;
  /** Tells that a page could not be turned. */
  failed(error: unknown): void;
}

const RETRY_MS = [1_000, 3_000, 10_000, 30_000];

export class Show {
  readonly decks: Signal<LessonDeck[] | null> = signal(null);
  readonly looking: Signal<Looking> = signal(AT_REST);
  /** Whether the camera is large and the slide in the corner. */
  readonly isSwapped = signal(false);
  readonly showsTile = signal(true);
  /** What staff asked for, until the log has it. */
  readonly #turning: Signal<Surface | null> = signal(null);
  readonly surface: ReadonlySignal<Surface>;
  readonly page: ReadonlySignal<DeckPage | undefined>;
  readonly deck: ReadonlySignal<LessonDeck | undefined>;
  readonly ink: ReadonlySignal<string | null>;
  readonly isAstray: ReadonlySignal<boolean>;
  readonly addresses: ReadonlySignal<Addresses>;
  /** The page that was shown last, to come back to from a board. */
  #lastPage: Surface | null = null;
  readonly #host: ShowHost;
  readonly #stops: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #isFetching = false;
  #turns = 0;

  constructor(host: ShowHost) {
    this.#host = host;
    this.surface = computed(() => this.#turning.value ?? shownOf(this.looking.value));
    this.page = computed(() => pageOf(this.decks.value ?? [], this.surface.value));
    this.deck = computed(() => deckOf(this.decks.value ?? [], this.surface.value));
    this.ink = computed(() => inkName(this.decks.value ?? [], this.surface.value));
    this.isAstray = computed(() => isAstray(this.looking.value));
    this.addresses = computed(() => new Addresses(host.isOpen.value ? host.prefix.value : null));
    this.#stops.push(
      effect(() => {
        const to = host.surface.value;
        this.looking.value = turned(this.looking.peek(), to);
        if (to.kind === 'slide') this.#lastPage = to;
      }),
      // Decks may be attached while the lesson runs: an unknown one is asked for.
      effect(() => {
        const known = this.decks.value;
        const at = host.surface.value;
        const isMissing = known !== null && at.kind === 'slide' && !pageOf(known, at);
        if (known === null || isMissing) this.#fetch();
      }),
    );
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#timer);
  }

  fetchAgain(): void {
    this.#tries = 0;
    clearTimeout(this.#timer);
    this.#isFetching = false;
    this.#fetch();
  }

  #fetch(): void {
    if (this.#isFetching) return;
    this.#isFetching = true;
    const again = () => {
      const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
      this.#tries += 1;
      this.#timer = setTimeout(() => {
        this.#isFetching = false;
        this.#fetch();
      }, wait);
    };
    this.#host.decks().then((found) => {
      this.decks.value = found;
      const at = this.#host.surface.peek();
      // It may have been attached a moment ago.
      if (at.kind === 'slide' && !pageOf(found, at)) again();
      else {
        this.#isFetching = false;
        this.#tries = 0;
      }
    }, again);
  }

  /** The page before or after: for staff the class goes along, others look. */
  step(by: 1 | -1): void {
    const to = this.beside(by);
    if (!to) return;
    if (this.#host.isStaff.peek()) this.turn(to);
    else this.look(to);
  }

  beside(by: 1 | -1): Surface | null {
    const decks = this.decks.value ?? [];
    if (!this.#host.isStaff.value) return besides(decks, this.looking.value, by);
    const from = this.surface.value;
    if (from.kind === 'slide') return stepFrom(decks, from, by);
    // From a board back to where the slides stood, and from nothing to the first.
    return this.#lastPage ?? allPages(decks)[0] ?? null;
  }

  /** Staff: shows it to the class, here at once. */
  turn(to: Surface): void {
    if (isSame(to, this.surface.peek()) && !this.isAstray.peek()) return;
    this.#turns += 1;
    const turn = this.#turns;
    if (to.kind === 'slide') this.#lastPage = to;
    batch(() => {
      this.#turning.value = to;
      this.looking.value = { ...this.looking.peek(), at: null };
    });
    const done = () => {
      if (turn === this.#turns) this.#turning.value = null;
    };
    this.#host.turn(to).then(
      () => {
        // The entry comes before its acknowledgement, or right behind it.
        if (isSame(this.#host.surface.peek(), to)) done();
        else setTimeout(done, 1_000);
      },
      (error) => {
        done();
        this.#host.failed(error);
      },
    );
  }

  /** Looks at a page that was shown before. */
  look(to: Surface): void {
    this.looking.value = lookAt(this.looking.peek(), to);
  }

  follow(): void {
    this.looking.value = { ...this.looking.peek(), at: null };
  }

  /** Between the picture alone and the page that was there. */
  toggleNothing(): void {
    const now = this.surface.peek();
    this.turn(now.kind === 'none' ? (this.beside(1) ?? NOTHING) : NOTHING);
  }
}
