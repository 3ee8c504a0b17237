// Which elements are near: a grid of cells over the surface.
import type { Bounds, ElementId } from '../wire/operation.ts';
import { meet } from './geometry.ts';

const CELL = 2_000;
/** What covers more cells than this is kept apart and always looked at. */
const CELLS_MAX = 64;

export class Grid {
  private readonly cells = new Map<number, ElementId[]>();
  private readonly large = new Set<ElementId>();
  private readonly known = new Map<ElementId, Bounds>();

  set(id: ElementId, bounds: Bounds): void {
    this.delete(id);
    this.known.set(id, bounds);
    const keys = this.keys(bounds);
    if (keys === null) {
      this.large.add(id);
      return;
    }
    for (const key of keys) {
      const cell = this.cells.get(key);
      if (cell) cell.push(id);
      else this.cells.set(key, [id]);
    }
  }

  delete(id: ElementId): void {
    const bounds = this.known.get(id);
    if (!bounds) return;
    this.known.delete(id);
    if (this.large.delete(id)) return;
    for (const key of this.keys(bounds) ?? []) {
      const cell = this.cells.get(key) ?? [];
      const last = cell.pop();
      const at = last === id ? -1 : cell.indexOf(id);
      if (at >= 0 && last !== undefined) cell[at] = last;
      if (cell.length === 0) this.cells.delete(key);
    }
  }

  clear(): void {
    this.cells.clear();
    this.large.clear();
    this.known.clear();
  }

  /** Elements whose boxes meet this one, in no order. */
  near(bounds: Bounds): Set<ElementId> {
    const found = new Set<ElementId>();
    const look = (ids: Iterable<ElementId>) => {
      for (const id of ids) {
        const box = this.known.get(id);
        if (box && meet(box, bounds)) found.add(id);
      }
    };
    const keys = this.keys(bounds);
    if (keys === null) {
      look(this.known.keys());
      return found;
    }
    look(this.large);
    for (const key of keys) look(this.cells.get(key) ?? []);
    return found;
  }

  /** The cells that a box covers; null when they are too many. */
  private keys({ left, top, right, bottom }: Bounds): number[] | null {
    const [x1, x2] = [Math.floor(left / CELL), Math.floor(right / CELL)];
    const [y1, y2] = [Math.floor(top / CELL), Math.floor(bottom / CELL)];
    if ((x2 - x1 + 1) * (y2 - y1 + 1) > CELLS_MAX) return null;
    const keys: number[] = [];
    for (let y = y1; y <= y2; y++) for (let x = x1; x <= x2; x++) keys.push(x + y * 1_000_000);
    return keys;
  }
}
