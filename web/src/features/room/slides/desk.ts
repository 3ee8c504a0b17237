// Ties slides and ink to one room: the show, the ink's line to the log, and who may write.
import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { Board } from '../../../../board/index.ts';
import { readInk } from '../../ink/api.ts';
import { fromBase64, messagesOf, surfaceOf, toBase64 } from '../../ink/frames.ts';
import { InkLine } from '../../ink/line.ts';
import { lessonDecks } from '../../slides/api.ts';
import { allPages, isSame, NOTHING, type Surface } from '../../slides/deck.ts';
import { network, Prefetch, toFetch, widthFor } from '../../slides/picture.ts';
import type { RoomStore } from '../store.ts';
import { Held } from '../timing.ts';
import type { InkDrawn } from '../wire.ts';
import { Show } from './show.ts';

/** Bytes of a live message that the room passes on. */
const LIVE_MOST = 2_048;
/** Live points that wait for the picture; beyond it the oldest are of no use. */
const POINTS_MOST = 600;
const POINTS_EVERY_MS = 40;

interface Points {
  at_ms: number;
  frame: Uint8Array;
}

export class Desk {
  readonly me: string;
  readonly line: InkLine;
  readonly show: Show;
  readonly mayWrite: ReadonlySignal<boolean>;
  /** Numbers of the boards there are. */
  readonly boards: ReadonlySignal<number[]>;
  /** Counts what the board's keys should show. */
  readonly boardChange: Signal<number> = signal(0);
  board: Board | null = null;
  readonly #store: RoomStore;
  readonly #prefetch = new Prefetch();
  readonly #points: Held<Points>;
  readonly #made: Signal<number> = signal(0);
  /** Surfaces on which was drawn while this page was there. */
  readonly #drawn: Signal<ReadonlySet<string>> = signal(new Set());

  constructor(store: RoomStore) {
    this.#store = store;
    const { lesson, model } = store;
    this.me = model.peek().me?.person ?? '';
    this.line = new InkLine(this.me, {
      fetch: (surface) => readInk(lesson.id, surface),
      later: (run, ms) => setTimeout(run, ms),
    });
    // Only what is looked at here counts as a change; the model changes with every comment.
    const at = signal<Surface>(NOTHING);
    const surface = computed(() => model.value.surface);
    const isStaff = computed(() => model.value.me?.role === 'staff');
    const isOpen = computed(() => model.value.state === 'open');
    this.show = new Show({
      surface: at,
      isStaff,
      isOpen,
      prefix: computed(() => model.value.mediaPrefix),
      decks: () => lessonDecks(lesson.id),
      turn: (to) => store.ask({ type: 'turn_page', surface: to }),
      failed: (error) => toast(problemText(error)),
    });
    this.mayWrite = computed(
      () => isOpen.value && (isStaff.value || model.value.writers.includes(this.me)),
    );
    this.boards = computed(() => {
      const found = new Set<number>();
      const inked = [...this.#drawn.value, ...model.value.inked.map((one) => one.surface)];
      for (const name of inked) {
        const [, number] = /^board\/(\d+)$/.exec(name) ?? [];
        if (number) found.add(Number(number));
      }
      const here = this.show.surface.value;
      if (here.kind === 'board') found.add(here.board);
      for (let n = 1; n <= this.#made.value; n += 1) found.add(n);
      return [...found].sort((a, b) => a - b);
    });
    this.#points = new Held(({ frame }) => {
      for (const { by, bytes } of messagesOf(frame)) this.line.live(by, bytes);
    });
    let didWrite = this.mayWrite.peek();
    const stops = [
      effect(() => {
        const may = this.mayWrite.value;
        const isNews = may !== didWrite && isOpen.peek() && !isStaff.peek();
        didWrite = may;
        if (isNews) toast(t(may ? 'room.may_write' : 'room.may_not_write'));
      }),
      effect(() => {
        const to = surface.value;
        if (!isSame(at.peek(), to)) at.value = to;
        if (to.kind === 'board') this.#made.value = Math.max(this.#made.peek(), to.board);
      }),
      () => this.show.stop(),
    ];
    this.#listen();
    const timer = setInterval(() => this.#advance(), POINTS_EVERY_MS);
    store.onStop.push(() => {
      clearInterval(timer);
      for (const stop of stops) stop();
    });
  }

  /** Beneath it lie the lesson's pages and pictures. */
  get prefix(): string | null {
    return this.#store.model.peek().mediaPrefix;
  }

  /** The teacher's ink is red; a learner's is one of the others, and stays his. */
  get colour(): number {
    if (this.#store.model.peek().me?.role === 'staff') return 1;
    return 2 + ((Number.parseInt(this.me.slice(-1), 16) || 0) % 4);
  }

  /** Who wrote, as far as names are known here. */
  nameOf(person: string): string {
    if (person === this.me) return t('ink.oneself');
    return this.#store.model.peek().names[person] ?? t('ink.somebody');
  }

  /** Takes an operation on its way to the log. */
  draw(bytes: Uint8Array): void {
    const id = this.#store.draw(toBase64(bytes));
    this.line.sent(id, bytes);
  }

  live(bytes: Uint8Array): void {
    if (bytes.length <= LIVE_MOST) this.#store.sendPoints(bytes);
  }

  hasInk(name: string): boolean {
    const { inked } = this.#store.model.value;
    return this.#drawn.value.has(name) || inked.some((one) => one.surface === name);
  }

  readonly onBoard = (board: Board | null): void => {
    this.board = board;
    this.boardChange.value += 1;
  };

  newBoard(): Surface {
    const number = (this.boards.peek().at(-1) ?? 0) + 1;
    this.#made.value = Math.max(this.#made.peek(), number);
    return { kind: 'board', board: number };
  }

  /** Fetches the pages that come next, as wide as the one that is shown. */
  prefetch(cssWidth: number): void {
    const decks = this.show.decks.peek() ?? [];
    const here = this.show.surface.peek();
    const all = allPages(decks);
    const addresses = this.show.addresses.peek();
    const width = widthFor(cssWidth, devicePixelRatio, network());
    const at = all.findIndex((one) => isSame(one, here));
    const urls = toFetch(all, at).flatMap((one) =>
      one.kind === 'slide' ? [addresses.picture(one.deck, one.page, width)] : [],
    );
    this.#prefetch.want(urls);
  }

  #listen(): void {
    const store = this.#store;
    const { seq, inked } = store.model.peek();
    const early = store.earlyInk.splice(0);
    this.line.start(early[0] ? early[0].seq - 1 : seq, inked);
    for (const one of early) this.#hear(one);
    for (const { client_id, op } of store.waitingDraws) this.line.sent(client_id, fromBase64(op));
    store.onInk = (one) => this.#hear(one);
    store.onSnapshot = (snapshot) => {
      this.#points.clear();
      this.line.start(snapshot.seq, snapshot.inked);
    };
    store.onDrawn = (id, at) => {
      if (at === null) this.line.refused(id);
      else this.line.acked(id, at);
    };
    store.onPoints = (frame) => {
      // Live points keep step with the picture as everything else does.
      if (this.#points.size > POINTS_MOST) this.#points.clear();
      const at_ms = store.nowMs() ?? 0;
      this.#points.offer({ at_ms, frame }, store.screenMs, Date.now());
    };
  }

  #hear({ seq, by, body }: InkDrawn): void {
    const name = surfaceOf(fromBase64(body.op));
    const known = this.#drawn.peek();
    if (!known.has(name)) this.#drawn.value = new Set([...known, name]);
    this.line.heard(seq, by ?? '', body.op);
  }

  #advance(): void {
    if (this.#points.size > 0) this.#points.advance(this.#store.screenMs, Date.now());
  }
}

const desks = new WeakMap<RoomStore, Desk>();

/** The one desk of a room. */
export function deskOf(store: RoomStore): Desk {
  let desk = desks.get(store);
  if (!desk) {
    desk = new Desk(store);
    desks.set(store, desk);
  }
  return desk;
}
