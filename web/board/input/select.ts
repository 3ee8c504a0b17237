// Choosing elements, and moving, scaling and erasing what is chosen; by pointer and by keys.
import { drawFrame, HANDLE } from '../draw/overlay.ts';
import { paint } from '../draw/paint.ts';
import { frameOf, ownBounds, touches, union } from '../state/geometry.ts';
import { idLists, placings } from '../state/undo.ts';
import { SCALE_MAX, SCALE_MIN, SHIFT_MAX } from '../wire/limits.ts';
import type { Bounds, ElementId, Placement } from '../wire/operation.ts';
import type { Desk, Tool, Touch } from './desk.ts';

/** A change that is the same for all that is chosen: scale about a point, then move. */
interface Change {
  factor: number;
  aboutX: number;
  aboutY: number;
  dx: number;
  dy: number;
}

type Drag =
  | { type: 'box'; from: Touch; to: Touch; kept: Set<ElementId> }
  | { type: 'move'; from: Touch }
  | { type: 'scale'; frame: Bounds; fromX: number; fromY: number; aboutX: number; aboutY: number };

const NOTHING: Change = { factor: 1, aboutX: 0, aboutY: 0, dx: 0, dy: 0 };

export class SelectTool implements Tool {
  readonly cursor = 'default';
  private readonly desk: Desk;
  private chosen = new Set<ElementId>();
  private drag: Drag | null = null;
  private change: Change = NOTHING;

  constructor(desk: Desk) {
    this.desk = desk;
  }

  get size(): number {
    return this.chosen.size;
  }

  choose(ids: Iterable<ElementId>): void {
    this.chosen = new Set(ids);
    this.show();
    this.desk.selectionChanged();
  }

  chooseAll(): void {
    const { elements } = this.desk.surface();
    this.choose(elements.filter(({ erased }) => !erased).map(({ id }) => id));
  }

  /** The next or the previous element in the order of adding. */
  chooseNext(step: 1 | -1): void {
    const seen = this.desk.surface().elements.filter(({ erased }) => !erased);
    const last = [...this.chosen].at(-1);
    const at = seen.findIndex(({ id }) => id === last);
    const next = seen[at < 0 ? (step > 0 ? 0 : seen.length - 1) : at + step];
    if (next) this.choose([next.id]);
  }

  down(at: Touch): void {
    this.change = NOTHING;
    const frame = this.frame();
    const corner = frame && this.cornerAt(frame, at);
    if (frame && corner) {
      this.drag = { type: 'scale', frame, ...corner };
      return;
    }
    const hit = this.elementAt(at);
    if (hit && !this.chosen.has(hit)) {
      this.choose(at.hasShift ? [...this.chosen, hit] : [hit]);
    }
    const isInside = frame !== null && isWithin(frame, at);
    if (hit || isInside) this.drag = { type: 'move', from: at };
    else {
      const kept = at.hasShift ? new Set(this.chosen) : new Set<ElementId>();
      this.drag = { type: 'box', from: at, to: at, kept };
      this.choose(kept);
    }
  }

  move(path: Touch[]): void {
    const at = path.at(-1);
    const { drag } = this;
    if (!at || !drag) return;
    switch (drag.type) {
      case 'box':
        drag.to = at;
        this.chooseBox(drag.from, at, drag.kept);
        return;
      case 'move':
        this.change = { ...NOTHING, dx: at.x - drag.from.x, dy: at.y - drag.from.y };
        break;
      case 'scale': {
        const { fromX, fromY, aboutX, aboutY } = drag;
        const before = Math.hypot(fromX - aboutX, fromY - aboutY) || 1;
        const now = Math.hypot(at.x - aboutX, at.y - aboutY);
        this.change = { factor: Math.max(0.05, now / before), aboutX, aboutY, dx: 0, dy: 0 };
      }
    }
    this.show();
  }

  up(): void {
    const { drag, change } = this;
    this.drag = null;
    this.change = NOTHING;
    if (drag && drag.type !== 'box') this.commit(change);
    this.show();
  }

  cancel(): void {
    this.drag = null;
    this.change = NOTHING;
    this.show();
  }

  leave(): void {
    this.cancel();
    this.choose([]);
  }

  shift(dx: number, dy: number): void {
    this.commit({ ...NOTHING, dx, dy });
    this.show();
  }

  scale(factor: number): void {
    const frame = this.frame();
    if (!frame) return;
    const [aboutX, aboutY] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
    this.commit({ factor, aboutX, aboutY, dx: 0, dy: 0 });
    this.show();
  }

  erase(): void {
    for (const action of idLists('erase', [...this.chosen])) this.desk.perform(action);
    this.desk.endDeed();
    this.choose([]);
  }

  /** Something changed on the surface: what is gone is chosen no more. */
  refresh(): void {
    const surface = this.desk.surface();
    const before = this.chosen.size;
    for (const id of this.chosen) if (surface.get(id)?.erased !== 0) this.chosen.delete(id);
    if (this.chosen.size !== before) this.desk.selectionChanged();
    this.show();
  }

  private elements() {
    const surface = this.desk.surface();
    return [...this.chosen].flatMap((id) => surface.get(id) ?? []);
  }

  private frame(): Bounds | null {
    let box: Bounds | null = null;
    for (const element of this.elements()) box = union(box, frameOf(element));
    if (!box) return null;
    const edge = 6 * this.desk.view.unit;
    const { left, top, right, bottom } = box;
    return { left: left - edge, top: top - edge, right: right + edge, bottom: bottom + edge };
  }

  private cornerAt({ left, top, right, bottom }: Bounds, { x, y }: Touch) {
    const near = HANDLE * 1.3 * this.desk.view.unit;
    for (const fromX of [left, right]) {
      for (const fromY of [top, bottom]) {
        if (Math.abs(x - fromX) > near || Math.abs(y - fromY) > near) continue;
        return { fromX, fromY, aboutX: left + right - fromX, aboutY: top + bottom - fromY };
      }
    }
    return null;
  }

  private elementAt({ x, y }: Touch): ElementId | undefined {
    const radius = 6 * this.desk.view.unit;
    const box = { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    const surface = this.desk.surface();
    return this.desk
      .inside(box)
      .reverse()
      .find((id) => {
        const element = surface.get(id);
        return element && touches(element, x, y, radius);
      });
  }

  private chooseBox(from: Touch, to: Touch, kept: Set<ElementId>): void {
    const box = {
      left: Math.min(from.x, to.x),
      top: Math.min(from.y, to.y),
      right: Math.max(from.x, to.x),
      bottom: Math.max(from.y, to.y),
    };
    const surface = this.desk.surface();
    const inside = this.desk.inside(box).filter((id) => {
      const element = surface.get(id);
      if (!element) return false;
      const { left, top, right, bottom } = frameOf(element);
      return isWithin(box, { x: (left + right) / 2, y: (top + bottom) / 2 });
    });
    this.choose([...kept, ...inside]);
  }

  private placed({ factor, aboutX, aboutY, dx, dy }: Change) {
    return this.elements().map(({ id, content, placement }) => {
      const own = ownBounds(content);
      const [left, top] = [own.left + placement.dx, own.top + placement.dy];
      const scaled = (scale: number) =>
        Math.max(SCALE_MIN, Math.min(SCALE_MAX, Math.round(scale * factor)));
      const edge = (value: number) => Math.round(Math.max(-SHIFT_MAX, Math.min(SHIFT_MAX, value)));
      const to: Placement = {
        dx: edge(aboutX + (left - aboutX) * factor + dx - own.left),
        dy: edge(aboutY + (top - aboutY) * factor + dy - own.top),
        sx: scaled(placement.sx),
        sy: scaled(placement.sy),
      };
      return { id, content, to };
    });
  }

  private commit(change: Change): void {
    const { factor, dx, dy } = change;
    if (factor === 1 && Math.round(dx) === 0 && Math.round(dy) === 0) return;
    for (const action of placings(this.placed(change))) this.desk.perform(action);
    this.desk.endDeed();
  }

  private show(): void {
    const { desk, drag, change } = this;
    const frame = this.frame();
    const box = drag?.type === 'box' ? drag : null;
    if (!frame && !box) {
      desk.overlay.set(null);
      return;
    }
    const dragged = change === NOTHING ? [] : this.placed(change);
    desk.overlay.set((context, unit) => {
      const palette = desk.palette();
      const brush = { palette, pictures: desk.pictures, scale: desk.view.scale };
      context.globalAlpha = 0.75;
      for (const { content, to } of dragged) paint(context, { content, placement: to }, brush);
      context.globalAlpha = 1;
      if (frame) drawFrame(context, unit, changed(frame, change), palette.selection, true);
      if (!box) return;
      const { from, to } = box;
      const dotted = { left: from.x, top: from.y, right: to.x, bottom: to.y };
      drawFrame(context, unit, dotted, palette.selection, false);
    });
  }
}

function isWithin({ left, top, right, bottom }: Bounds, { x, y }: { x: number; y: number }) {
  return x >= left && x <= right && y >= top && y <= bottom;
}

function changed(box: Bounds, { factor, aboutX, aboutY, dx, dy }: Change): Bounds {
  return {
    left: aboutX + (box.left - aboutX) * factor + dx,
    top: aboutY + (box.top - aboutY) * factor + dy,
    right: aboutX + (box.right - aboutX) * factor + dx,
    bottom: aboutY + (box.bottom - aboutY) * factor + dy,
  };
}
