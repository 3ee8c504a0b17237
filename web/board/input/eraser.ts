// The eraser takes whole elements away.
import { touches } from '../state/geometry.ts';
import type { ElementId } from '../wire/operation.ts';
import type { Desk, Tool, Touch } from './desk.ts';

/** CSS pixels. */
const RADIUS = 9;

export class EraserTool implements Tool {
  readonly cursor = 'cell';
  private readonly desk: Desk;
  private last: Touch | null = null;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  down(at: Touch): void {
    this.last = at;
    this.move([at]);
  }

  move(path: Touch[]): void {
    if (!this.last) return;
    const found = new Set<ElementId>();
    for (const at of path) {
      this.wipe(this.last, at, found);
      this.last = at;
    }
    if (found.size > 0) this.desk.perform({ type: 'erase', ids: [...found].slice(0, 2_000) });
  }

  up(): void {
    this.last = null;
    this.desk.endDeed();
  }

  cancel(): void {
    this.up();
  }

  /** Looks in steps no longer than the eraser is wide, so that a fast hand leaves no gaps. */
  private wipe(from: Touch, to: Touch, found: Set<ElementId>): void {
    const { view, grid } = this.desk;
    const surface = this.desk.surface();
    const radius = RADIUS * view.unit;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / radius));
    for (let n = 1; n <= steps; n++) {
      const x = from.x + ((to.x - from.x) * n) / steps;
      const y = from.y + ((to.y - from.y) * n) / steps;
      const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
      for (const id of grid.near(box)) {
        const element = surface.get(id);
        if (!found.has(id) && element && touches(element, x, y, radius)) found.add(id);
      }
    }
  }
}
