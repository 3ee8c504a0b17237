// The part of a board that writes: tools, keys, undo. It is fetched when somebody may write, for
// most who look on never do.

import type { LiveInk } from '../draw/live.ts';
import { Overlay } from '../draw/overlay.ts';
import type { Palette } from '../draw/palette.ts';
import type { PictureCache } from '../draw/pictures.ts';
import type { View } from '../draw/view.ts';
import type { Grid } from '../state/grid.ts';
import type { Replica } from '../state/replica.ts';
import type { Element, Patch } from '../state/surface.ts';
import { History } from '../state/undo.ts';
import { encode, encodeLive } from '../wire/encode.ts';
import { WIDTH_MAX } from '../wire/limits.ts';
import type { Action, Background, Bounds, ElementId } from '../wire/operation.ts';
import { encodeSnapshot } from '../wire/write_snapshot.ts';
import type { Desk, Settings, Tool, ToolName } from './desk.ts';
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
  label(kind: 'text' | 'formula'): string;
  palette(): Palette;
  inside(box: Bounds): Element[];
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
  take(tool: ToolName): void;
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

  addImage(file: string, box: { x: number; y: number; w: number; h: number }): void {
    const content = { kind: 'image', file, ...box } as const;
    this.do({ type: 'add', elements: [{ id: this.newId(), content }] });
  }

  /** Puts a picture into the middle of what is shown, half as wide or high as that. */
  placeImage(file: string, pixels: { width: number; height: number }): void {
    const { view } = this.ground;
    const shown = view.units(view.all);
    const [wide, high] = [shown.right - shown.left, shown.bottom - shown.top];
    const fit = Math.min(wide / 2 / pixels.width, high / 2 / pixels.height);
    const size = (count: number) => Math.max(1, Math.min(WIDTH_MAX, Math.round(count * fit)));
    const [w, h] = [size(pixels.width), size(pixels.height)];
    const x = Math.round((shown.left + shown.right - w) / 2);
    const y = Math.round((shown.top + shown.bottom - h) / 2);
    this.addImage(file, { x, y, w, h });
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
      inside: (box) => ground.inside(box).map(({ id }) => id),
    };
  }
}
