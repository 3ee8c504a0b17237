// What one device knows of a surface: what the log says, and on top of it its own operations that
// have not come back yet. What is seen is always the fold of the log followed by these.
import { toHex } from '../wire/bytes.ts';
import { decode } from '../wire/codec.ts';
import type { Action, Content, ElementId, Placement } from '../wire/operation.ts';
import type { Patch, Surface } from './surface.ts';

interface Pending {
  bytes: string;
  action: Action;
  patch: Patch;
}

/** How an element looks. */
export interface Sight {
  content: Content;
  placement: Placement;
}

/** How elements looked before something happened: null for those that could not be seen. */
export type Before = Map<ElementId, Sight | null>;

function noteBefore(before: Before, { changes }: Patch): void {
  for (const { element, before: stood } of changes) {
    if (before.has(element.id)) continue;
    before.set(element.id, stood === null || stood.erased ? null : stood);
  }
}

export class Replica {
  surface: Surface;
  private readonly me: string;
  private pending: Pending[] = [];
  private readonly changed: (before: Before) => void;

  constructor(surface: Surface, me: string, changed: (before: Before) => void) {
    this.surface = surface;
    this.me = me;
    this.changed = changed;
  }

  /** Starts again from what the log says; own operations that are on their way stay on top. */
  load(surface: Surface): void {
    this.surface = surface;
    for (const own of this.pending) own.patch = surface.apply(own.action, this.me);
  }

  /** Applies an operation of one's own at once; the log has yet to take it. */
  local(bytes: Uint8Array): Patch {
    const { action } = decode(bytes);
    const patch = this.surface.apply(action, this.me);
    this.pending.push({ bytes: toHex(bytes), action, patch });
    const before: Before = new Map();
    noteBefore(before, patch);
    this.changed(before);
    return patch;
  }

  /** Applies the log's next operation, be it one's own or another's. */
  remote(action: Action, bytes: Uint8Array, by: string): void {
    const own = by === this.me ? this.find(bytes) : -1;
    if (own === 0) {
      // The log goes on as it was foreseen here: nothing changes.
      this.pending.shift();
      return;
    }
    this.rebase(() => {
      if (own > 0) this.pending.splice(own, 1);
      return this.surface.apply(action, by);
    });
  }

  /** The log will not take this operation of one's own. */
  refused(bytes: Uint8Array): void {
    const own = this.find(bytes);
    if (own < 0) return;
    this.rebase(() => {
      this.pending.splice(own, 1);
      return null;
    });
  }

  private find(bytes: Uint8Array): number {
    if (this.pending.length === 0) return -1;
    const hex = toHex(bytes);
    return this.pending.findIndex((pending) => pending.bytes === hex);
  }

  /** Takes what is pending back, lets the log go on, and puts it on top again. */
  private rebase(step: () => Patch | null): void {
    const before: Before = new Map();
    for (const { patch } of this.pending) this.noteNow(before, patch);
    for (let n = this.pending.length - 1; n >= 0; n--) {
      this.surface.revert((this.pending[n] as Pending).patch);
    }
    const patch = step();
    if (patch) noteBefore(before, patch);
    for (const own of this.pending) {
      own.patch = this.surface.apply(own.action, this.me);
      noteBefore(before, own.patch);
    }
    this.changed(before);
  }

  private noteNow(before: Before, { changes }: Patch): void {
    for (const { element } of changes) {
      const now = this.surface.get(element.id);
      const isSeen = now !== undefined && !now.erased;
      before.set(element.id, isSeen ? { content: now.content, placement: now.placement } : null);
    }
  }
}
