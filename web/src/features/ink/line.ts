// The line between a room's log and the boards that show it: what each surface's ink is, whichever
// of snapshot, log and own hand tells it first. It knows no board but by `Sheet`, and no network.
import { fromBase64, surfaceOf, toBase64 } from './frames.ts';

/** What shows one surface. */
export interface Sheet {
  load(snapshot: Uint8Array): void;
  /** The log's next operation; throws for bytes of a newer version. */
  apply(bytes: Uint8Array, by: string): void;
  /** Takes an own operation out of those that are on their way. */
  refuse(bytes: Uint8Array): void;
  /** Puts an own operation on top that is on its way already. */
  resume(bytes: Uint8Array): void;
  applyLive(bytes: Uint8Array, by: string): void;
}

export interface Snapshot {
  bytes: Uint8Array;
  /** Folded up to this entry. */
  seq: number;
}

export interface LineWorld {
  /** Null for a surface that nobody has drawn on. */
  fetch(surface: string): Promise<Snapshot | null>;
  later(run: () => void, ms: number): unknown;
}

interface Operation {
  seq: number;
  by: string;
  bytes: Uint8Array;
}

interface Known {
  base: Uint8Array | null;
  seq: number;
  /** What came after the base, in order. */
  tail: Operation[];
}

function bytesOf({ base, tail }: Known): number {
  return tail.reduce((sum, one) => sum + one.bytes.length, base?.length ?? 0);
}

interface Own {
  surface: string;
  op: string;
  /** Known once it was acknowledged. */
  seq?: number;
}

/**
 * Bytes of ink that are kept, more than a long lesson has. What is forgotten must be fetched when it
 * is shown again, and is then some seconds ahead of the voice it belongs to.
 */
const KEPT_BYTES = 4 << 20;
/** Operations kept behind a base; with more, a fresh base costs less. */
const TAIL_MOST = 2_000;
const RETRY_MS = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

export class InkLine {
  readonly #me: string;
  readonly #world: LineWorld;
  readonly #keptBytes: number;
  #known = new Map<string, Known>();
  /** Surfaces with ink that was not fetched. */
  #unread = new Set<string>();
  /** What comes while a surface's snapshot is on its way. */
  #arriving: { surface: string; tail: Operation[] } | null = null;
  #startSeq = 0;
  /** Own operations that have not come back, by the name of their message. */
  #own = new Map<string, Own>();
  #shown: { surface: string; sheet: Sheet } | null = null;
  #round = 0;
  #tries = 0;
  skipped = 0;

  constructor(me: string, world: LineWorld, keptBytes = KEPT_BYTES) {
    this.#me = me;
    this.#world = world;
    this.#keptBytes = keptBytes;
  }

  /** The room begins anew from a snapshot of everything. */
  start(seq: number, inked: readonly { surface: string }[]): void {
    this.#known.clear();
    this.#startSeq = seq;
    this.#unread = new Set(inked.map((one) => one.surface));
    const shown = this.#shown;
    if (!shown) return;
    // What it shows may be older than the snapshot.
    this.#unread.add(shown.surface);
    this.#read();
  }

  /** An entry whose time has come. */
  heard(seq: number, by: string, op: string): void {
    const bytes = fromBase64(op);
    const surface = surfaceOf(bytes);
    const operation = { seq, by, bytes };
    if (by === this.#me) this.#forget(op);
    if (this.#arriving?.surface === surface) {
      this.#arriving.tail.push(operation);
      return;
    }
    if (this.#unread.has(surface)) return;
    const known = this.#of(surface);
    if (seq <= known.seq) {
      if (this.#shown?.surface === surface) this.#settle(operation);
      return;
    }
    known.tail.push(operation);
    if (this.#shown?.surface === surface) this.#apply(operation);
    else if (known.tail.length > TAIL_MOST) this.#drop(surface);
  }

  /** Shows a surface until another is shown. */
  show(surface: string, sheet: Sheet): void {
    this.#shown = { surface, sheet };
    this.#tries = 0;
    if (this.#unread.has(surface)) {
      this.#resume(surface);
      this.#read();
      return;
    }
    this.#round += 1;
    this.#arriving = null;
    const known = this.#of(surface);
    // The one shown last is the youngest.
    this.#known.delete(surface);
    this.#known.set(surface, known);
    if (known.base) sheet.load(known.base);
    for (const one of known.tail) this.#apply(one);
    this.#resume(surface);
    this.#thin();
  }

  hide(sheet: Sheet): void {
    if (this.#shown?.sheet !== sheet) return;
    this.#shown = null;
    this.#arriving = null;
    this.#round += 1;
  }

  live(by: string, bytes: Uint8Array): void {
    const shown = this.#shown;
    if (!shown || surfaceOf(bytes) !== shown.surface) return;
    try {
      shown.sheet.applyLive(bytes, by);
    } catch {
      this.skipped += 1;
    }
  }

  /** An own operation went out under this name. */
  sent(id: string, bytes: Uint8Array): void {
    this.#own.set(id, { surface: surfaceOf(bytes), op: toBase64(bytes) });
  }

  /** The log took it. Its entry comes too, unless a snapshot covers it already. */
  acked(id: string, seq: number | undefined): void {
    const own = this.#own.get(id);
    if (!own || seq === undefined) return;
    own.seq = seq;
    const known = this.#known.get(own.surface);
    if (known && seq <= known.seq) this.#letGo(id, own);
  }

  refused(id: string): void {
    const own = this.#own.get(id);
    if (own) this.#letGo(id, own);
  }

  #letGo(id: string, own: Own): void {
    this.#own.delete(id);
    if (this.#shown?.surface === own.surface) this.#shown.sheet.refuse(fromBase64(own.op));
  }

  #forget(op: string): void {
    for (const [id, own] of this.#own) {
      if (own.op !== op) continue;
      this.#own.delete(id);
      return;
    }
  }

  #of(surface: string): Known {
    const found = this.#known.get(surface);
    if (found) return found;
    // Nothing was on it when the room's snapshot was taken.
    const fresh = { base: null, seq: this.#startSeq, tail: [] };
    this.#known.set(surface, fresh);
    return fresh;
  }

  #apply({ bytes, by }: Operation): void {
    try {
      this.#shown?.sheet.apply(bytes, by);
    } catch {
      // It comes of a newer version.
      this.skipped += 1;
    }
  }

  /** An operation that the base holds already is no longer on its way. */
  #settle({ bytes, by }: Operation): void {
    if (by === this.#me) this.#shown?.sheet.refuse(bytes);
  }

  /** Own operations of before, which a new sheet does not know. */
  #resume(surface: string): void {
    for (const own of this.#own.values()) {
      if (own.surface === surface) this.#shown?.sheet.resume(fromBase64(own.op));
    }
  }

  #read(): void {
    const shown = this.#shown;
    if (!shown) return;
    this.#round += 1;
    const round = this.#round;
    const arriving = { surface: shown.surface, tail: [] as Operation[] };
    this.#arriving = arriving;
    this.#world.fetch(shown.surface).then(
      (snapshot) => {
        if (round !== this.#round) return;
        this.#arriving = null;
        this.#tries = 0;
        this.#take(shown.surface, snapshot, arriving.tail);
      },
      () => {
        if (round !== this.#round) return;
        const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
        this.#tries += 1;
        this.#world.later(() => {
          if (round === this.#round) this.#read();
        }, wait);
      },
    );
  }

  #take(surface: string, snapshot: Snapshot | null, tail: Operation[]): void {
    const seq = snapshot?.seq ?? this.#startSeq;
    const known = { base: snapshot?.bytes ?? null, seq, tail: tail.filter((one) => one.seq > seq) };
    this.#unread.delete(surface);
    this.#known.delete(surface);
    this.#known.set(surface, known);
    if (known.base) this.#shown?.sheet.load(known.base);
    for (const one of tail) if (one.seq <= seq) this.#settle(one);
    for (const [id, own] of [...this.#own]) {
      const isHeld = own.surface === surface && own.seq !== undefined && own.seq <= seq;
      if (isHeld) this.#letGo(id, own);
    }
    for (const one of known.tail) this.#apply(one);
    this.#thin();
  }

  #thin(): void {
    let bytes = 0;
    for (const one of this.#known.values()) bytes += bytesOf(one);
    for (const [surface, one] of this.#known) {
      if (bytes <= this.#keptBytes) return;
      if (surface === this.#shown?.surface) continue;
      bytes -= bytesOf(one);
      this.#drop(surface);
    }
  }

  #drop(surface: string): void {
    this.#known.delete(surface);
    this.#unread.add(surface);
  }
}
