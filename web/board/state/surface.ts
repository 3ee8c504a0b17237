// A surface and its fold. `apply` is total: whatever the operation, whatever the state. It returns
// what it changed, so that it can be taken back exactly (replica.ts) and undone (undo.ts).

import {
  ELEMENTS_MAX,
  SCALE_ONE,
  SURFACE_BYTES_MAX,
  TOMBSTONE_BYTES_MAX,
  TOMBSTONES_MAX,
} from '../wire/limits.ts';
import type { Action, Background, Content, ElementId, Placement } from '../wire/operation.ts';
import { bytesOf } from './size.ts';

export const IN_PLACE: Placement = { dx: 0, dy: 0, sx: SCALE_ONE, sy: SCALE_ONE };

/** What operations can change of an element. */
export interface Standing {
  content: Content;
  placement: Placement;
  /** 0 while it can be seen; else when it was erased, counted in erasures of this surface. */
  erased: number;
  /** The mark of the clearing that erased it. */
  mark: ElementId | null;
}

export interface Element extends Standing {
  id: ElementId;
  by: string;
  /** What is painted later lies above. */
  order: number;
  /** Bytes of the content. */
  bytes: number;
}

/** An element before an operation: absent, or as it stood. */
export interface Change {
  element: Element;
  before: Standing | null;
  /** Whether it was forgotten altogether, to keep within the limits. */
  isForgotten: boolean;
}

export interface Patch {
  changes: Change[];
  background: Background;
  erasures: number;
}

export function samePlacement(a: Placement, b: Placement): boolean {
  return a.dx === b.dx && a.dy === b.dy && a.sx === b.sx && a.sy === b.sy;
}

/** Where the first element lies for which `of` is not less than `value`. */
function lowerBound(list: Element[], of: 'order' | 'erased', value: number): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Element)[of] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class Surface {
  readonly name: string;
  background: Background = 'plain';
  /** Seen and erased elements, in the order of adding; `stack.ts` says what is painted above what. */
  elements: Element[] = [];
  /** Erased elements, in the order of erasing. */
  tombstones: Element[] = [];
  private readonly byId = new Map<ElementId, Element>();
  private bytes = 0;
  private tombstoneBytes = 0;
  private order = 0;
  private erasures = 0;

  constructor(name: string) {
    this.name = name;
  }

  get(id: ElementId): Element | undefined {
    return this.byId.get(id);
  }

  /** How many elements can be seen. */
  get count(): number {
    return this.elements.length - this.tombstones.length;
  }

  apply(action: Action, by: string): Patch {
    const patch: Patch = { changes: [], background: this.background, erasures: this.erasures };
    switch (action.type) {
      case 'add':
        for (const { id, content } of action.elements) this.add(patch, id, content, by);
        break;
      case 'erase':
        for (const id of action.ids) this.erase(patch, this.byId.get(id), null);
        break;
      case 'restore':
        for (const id of action.ids) this.restore(patch, this.byId.get(id));
        break;
      case 'place':
        for (const { placement, ids } of action.groups) {
          for (const id of ids) this.place(patch, this.byId.get(id), placement);
        }
        break;
      case 'edit':
        this.edit(patch, action);
        break;
      case 'clear':
        for (const element of [...this.elements]) this.erase(patch, element, action.mark);
        break;
      case 'unclear':
        for (const element of this.tombstones.filter(({ mark }) => mark === action.mark)) {
          this.restore(patch, element);
        }
        break;
      case 'background':
        this.background = action.background;
    }
    this.forget(patch);
    return patch;
  }

  /** Takes the latest `apply` back exactly. */
  revert(patch: Patch): void {
    this.remember(patch.changes.filter(({ isForgotten }) => isForgotten));
    for (let n = patch.changes.length - 1; n >= 0; n--) {
      const { element, before, isForgotten } = patch.changes[n] as Change;
      if (isForgotten) continue;
      if (before === null) this.remove(element);
      else this.set(element, before);
    }
    this.background = patch.background;
    this.erasures = patch.erasures;
  }

  /** Puts an element there as a snapshot has it, above all others. */
  load(id: ElementId, by: string, standing: Standing): void {
    const { content, placement, erased, mark } = standing;
    const bytes = bytesOf(content);
    this.insert({ id, by, order: this.order++, bytes, content, placement, erased, mark });
    this.erasures = Math.max(this.erasures, erased);
  }

  /** Always so, but for a snapshot that someone else made. */
  isWithinLimits(): boolean {
    const isFull = this.count > ELEMENTS_MAX || this.bytes > SURFACE_BYTES_MAX;
    return !isFull && !this.hasTooManyTombstones();
  }

  private hasTooManyTombstones(without = 0): boolean {
    const count = this.tombstones.length - without;
    return count > TOMBSTONES_MAX || this.tombstoneBytes > TOMBSTONE_BYTES_MAX;
  }

  private hasRoom(bytes: number): boolean {
    return this.count < ELEMENTS_MAX && this.bytes + bytes <= SURFACE_BYTES_MAX;
  }

  private add(patch: Patch, id: ElementId, content: Content, by: string): void {
    const bytes = bytesOf(content);
    if (this.byId.has(id) || !this.hasRoom(bytes)) return;
    const order = this.order++;
    const standing = { content, placement: IN_PLACE, erased: 0, mark: null };
    const element: Element = { id, by, order, bytes, ...standing };
    patch.changes.push({ element, before: null, isForgotten: false });
    this.insert(element);
  }

  private erase(patch: Patch, element: Element | undefined, mark: ElementId | null): void {
    if (!element || element.erased) return;
    this.change(patch, element, { erased: ++this.erasures, mark });
  }

  private restore(patch: Patch, element: Element | undefined): void {
    if (!element?.erased || !this.hasRoom(element.bytes)) return;
    this.change(patch, element, { erased: 0, mark: null });
  }

  private place(patch: Patch, element: Element | undefined, placement: Placement): void {
    if (!element || element.erased || samePlacement(element.placement, placement)) return;
    this.change(patch, element, {
      placement: samePlacement(placement, IN_PLACE) ? IN_PLACE : placement,
    });
  }

  private edit(patch: Patch, { id, w, h, text }: Action & { type: 'edit' }): void {
    const element = this.byId.get(id);
    if (!element || element.erased) return;
    const { content } = element;
    if (content.kind !== 'text' && content.kind !== 'formula') return;
    if (content.w === w && content.h === h && content.text === text) return;
    const edited = { ...content, w, h, text };
    if (this.bytes - element.bytes + bytesOf(edited) > SURFACE_BYTES_MAX) return;
    this.change(patch, element, { content: edited });
  }

  private change(patch: Patch, element: Element, to: Partial<Standing>): void {
    const { content, placement, erased, mark } = element;
    const before = { content, placement, erased, mark };
    patch.changes.push({ element, before, isForgotten: false });
    this.set(element, { ...before, ...to });
  }

  private set(element: Element, to: Standing): void {
    this.weigh(element, -1);
    if (element.erased !== to.erased) {
      if (element.erased) {
        this.tombstones.splice(lowerBound(this.tombstones, 'erased', element.erased), 1);
      }
      element.erased = to.erased;
      if (to.erased) this.tombstones.splice(this.tombstonePlace(to.erased), 0, element);
    }
    if (element.content !== to.content) element.bytes = bytesOf(to.content);
    element.content = to.content;
    element.placement = to.placement;
    element.mark = to.mark;
    this.weigh(element, 1);
  }

  private tombstonePlace(erased: number): number {
    return lowerBound(this.tombstones, 'erased', erased);
  }

  private weigh(element: Element, sign: number): void {
    if (element.erased) this.tombstoneBytes += sign * element.bytes;
    else this.bytes += sign * element.bytes;
  }

  private insert(element: Element): void {
    this.byId.set(element.id, element);
    this.elements.splice(lowerBound(this.elements, 'order', element.order), 0, element);
    if (element.erased) this.tombstones.splice(this.tombstonePlace(element.erased), 0, element);
    this.weigh(element, 1);
  }

  private remove(element: Element): void {
    this.byId.delete(element.id);
    this.elements.splice(lowerBound(this.elements, 'order', element.order), 1);
    if (element.erased) this.tombstones.splice(this.tombstonePlace(element.erased), 1);
    this.weigh(element, -1);
  }

  /** Forgets what was erased longest ago, to keep within the limits. */
  private forget(patch: Patch): void {
    let count = 0;
    while (this.hasTooManyTombstones(count)) {
      const element = this.tombstones[count++] as Element;
      patch.changes.push({ element, before: null, isForgotten: true });
      this.byId.delete(element.id);
      this.weigh(element, -1);
    }
    if (count === 0) return;
    this.tombstones.splice(0, count);
    this.elements = this.elements.filter(({ id }) => this.byId.has(id));
  }

  /** What was forgotten last comes back; it was erased before all others. */
  private remember(forgotten: Change[]): void {
    if (forgotten.length === 0) return;
    const back = forgotten.map(({ element }) => element);
    for (const element of back) {
      this.byId.set(element.id, element);
      this.weigh(element, 1);
    }
    this.tombstones = [...back, ...this.tombstones];
    this.elements = [...this.elements, ...back].sort((a, b) => a.order - b.order);
  }
}
