// The part of a board that writes: tools, keys, undo. It is fetched when somebody may write, for
// most who look on never do.

import type { LiveInk } from '../draw/live.ts';
import { Overlay } from '../draw/overlay.ts';
import type { Palette } from '../draw/palette.ts';
import type { PictureCache } from '../draw/pictures.ts';
import type { View } from '../draw/view.ts';
import { boundsOf } from '../state/geometry.ts';
import type { Grid } from '../state/grid.ts';
import type { Replica } from '../state/replica.ts';
import type { Element, Patch } from '../state/surface.ts';
import { History, idLists } from '../state/undo.ts';
import { encode, encodeLive } from '../wire/encode.ts';
import { WIDTH_MAX } from '../wire/limits.ts';
import type { Action, Background, Bounds, ElementId } from '../wire/operation.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';
import type { Desk, FormulaAsk, Settings, Tool, ToolName } from './desk.ts';
import { beside, freeRoom } from './free_room.ts';
import { press } from './keys.ts';
import { type Toolbox, toolbox } from './tools.ts';
import type { WordsTool } from './words.ts';

/** What the writing part needs of its board. */
export interface Ground {
  host: HTMLElement;
  view: View;
  live: LiveInk;
  grid: Grid;
  pictures: PictureCache;
  replica: Replica;
  settings: Settings;
  /** What screen readers say of the field for text. */
  label(): string;
  palette(): Palette;
  inside(box: Bounds): Element[];
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
  take(tool: ToolName): void;
  takeFormer(): boolean;
  askFormula(ask: FormulaAsk): void;
  random(): Uint8Array;
  now(): number;
  emit(bytes: Uint8Array): void;
  emitLive(bytes: Uint8Array): void;
  changed(): void;
}

export class Writer {
  private readonly ground: Ground;
  private readonly overlay: Overlay;
  private readonly history = new History();
  private readonly tools: Toolbox;
  private deed: { action: Action; patch: Patch }[] = [];

  constructor(ground: Ground) {
    this.ground = ground;
    this.overlay = new Overlay(ground.host, ground.view);
    this.tools = toolbox(this.desk(), ground.label);
  }

  get canUndo(): boolean {
    return this.history.canUndo;
  }

  get canRedo(): boolean {
    return this.history.canRedo;
  }

  get chosen(): number {
    return this.tools.select.size;
  }

  get tool(): Tool {
    return this.tools[this.ground.settings.tool];
  }

  undo(): void {
    this.history.undo(this.ground.replica.surface, this.newId, this.perform);
    this.ground.changed();
  }

  redo(): void {
    this.history.redo(this.ground.replica.surface, this.newId, this.perform);
    this.ground.changed();
  }

  clear(): void {
    this.do({ type: 'clear', mark: this.newId() });
  }

  setBackground(background: Background): void {
    this.do({ type: 'background', background });
  }

  /** Who drew what is seen, first those whose ink lies longest. */
  get authors(): string[] {
    const { elements } = this.ground.replica.surface;
    return [...new Set(elements.flatMap(({ erased, by }) => (erased ? [] : by)))];
  }

  /** Clears what one person drew and leaves all else; one deed to undo. */
  clearOf(person: string): void {
    const { elements } = this.ground.replica.surface;
    const ids = elements.flatMap(({ id, erased, by }) => (!erased && by === person ? id : []));
    for (const action of idLists('erase', ids)) {
      this.deed.push({ action, patch: this.perform(action) });
    }
    this.endDeed();
  }

  /**
   * Puts a picture where nothing is covered, at most half as wide or high as what is shown, and
   * chooses it. False when it lies aside of what is shown.
   */
  placeImage(file: string, pixels: { width: number; height: number }): boolean {
    const { view, replica, take, host } = this.ground;
    const shown = view.units(view.all);
    const [wide, high] = [shown.right - shown.left, shown.bottom - shown.top];
    const fit = Math.min(wide / 2 / pixels.width, high / 2 / pixels.height);
    const size = (count: number) => Math.max(1, Math.min(WIDTH_MAX, Math.round(count * fit)));
    const most = { w: size(pixels.width), h: size(pixels.height) };
    const taken = replica.surface.elements.flatMap((one) => (one.erased ? [] : boundsOf(one)));
    const free = freeRoom(shown, taken, most);
    const edgeless = () => beside(shown, taken, most);
    // A slide that is full of ink has no room: there it lies in the middle, beneath the ink.
    const box = free ?? (view.slideHeight === null ? edgeless() : freeRoom(shown, [], most));
    const { left = 0, top = 0, right = most.w, bottom = most.h } = box ?? {};
    const [x, y] = [Math.round(left), Math.round(top)];
    const [w, h] = [Math.round(right - left), Math.round(bottom - top)];
    const id = this.newId();
    this.do({ type: 'add', elements: [{ id, content: { kind: 'image', file, x, y, w, h } }] });
    take('select');
    this.tools.select.choose([id]);
    host.focus({ preventScroll: true });
    return free !== null || view.slideHeight !== null;
  }

  snapshot(): Uint8Array {
    return encodeSnapshot(this.ground.replica.surface);
  }

  /** The surface changed under what is chosen. */
  refresh(): void {
    if (this.chosen > 0) this.tools.select.refresh();
  }

  /** The view moved or grew. */
  redraw(): void {
    this.overlay.draw();
  }

  /** True when the key meant something here. */
  press(event: KeyboardEvent): boolean {
    const { view, pan, zoom, take } = this.ground;
    return press(event, {
      canMove: () => view.slideHeight === null,
      unit: () => view.unit,
      select: () => this.tools.select,
      undo: () => this.undo(),
      redo: () => this.redo(),
      takeSelect: () => take('select'),
      write: () => this.write(),
      leaveTool: () => this.ground.takeFormer(),
      pan,
      zoom,
    });
  }

  destroy(): void {
    this.tool.leave?.();
    this.overlay.destroy();
  }

  private write(): void {
    const { tool } = this.ground.settings;
    if (tool !== 'text' && tool !== 'formula') return;
    (this.tools[tool] as WordsTool).beginInTheMiddle();
  }

  private readonly newId = (): ElementId =>
    Array.from(this.ground.random(), (byte) => byte.toString(16).padStart(2, '0')).join('');

  private readonly perform = (action: Action): Patch => {
    const { replica, emit } = this.ground;
    const bytes = encode({ surface: replica.surface.name, action });
    const patch = replica.local(bytes);
    emit(bytes);
    return patch;
  };

  private do(action: Action): void {
    this.deed.push({ action, patch: this.perform(action) });
    this.endDeed();
  }

  private endDeed(): void {
    this.history.note(this.deed);
    this.deed = [];
    this.ground.changed();
  }

  private desk(): Desk {
    const { ground, overlay, newId } = this;
    const { host, view, live, grid, pictures, settings, palette, now, pan, changed } = ground;
    return {
      ...{ host, view, live, grid, pictures, settings, palette, now, pan, overlay, newId },
      surface: () => ground.replica.surface,
      perform: (action) => {
        this.deed.push({ action, patch: this.perform(action) });
      },
      endDeed: () => this.endDeed(),
      sendLive: (message) => ground.emitLive(encodeLive(message)),
      selectionChanged: changed,
      askFormula: (ask) => ground.askFormula(ask),
      takeFormer: () => void ground.takeFormer(),
      inside: (box) => ground.inside(box).map(({ id }) => id),
    };
  }
}
