// The board: one surface in a container. It knows no network, no page and no language; the host
// gives it bytes and takes bytes.
import { Base, type Scene } from './draw/base.ts';
import { layer } from './draw/layer.ts';
import { LiveInk } from './draw/live.ts';
import { PAPER, type Palette } from './draw/palette.ts';
import { PictureCache, type PictureMaker } from './draw/pictures.ts';
import { View } from './draw/view.ts';
import type { FormulaAsk, Settings, ToolName } from './input/desk.ts';
import { Pointers } from './input/pointer.ts';
import type { Ground, Writer } from './input/writer.ts';
import { boundsOf, union } from './state/geometry.ts';
import { Grid } from './state/grid.ts';
import { type Before, Replica } from './state/replica.ts';
import { byPaint } from './state/stack.ts';
import { sumOf } from './state/sum.ts';
import { Surface } from './state/surface.ts';
import { decode, decodeLive } from './wire/codec.ts';
import type { Background, Bounds } from './wire/operation.ts';
import { unpackPoints } from './wire/points.ts';
import { decodeSnapshot } from './wire/snapshot.ts';

export interface BoardOptions extends PictureMaker {
  /** The surface's name. */
  surface: string;
  /** Who writes here: the id under which his operations come back. */
  me: string;
  /** Height of a slide that is 16,000 units wide; absent for an infinite board. */
  slideHeight?: number;
  /** A slide's page. */
  page?: CanvasImageSource;
  canWrite: boolean;
  palette?: Palette;
  /** Words for screen readers. */
  labels: { board: string; text: string };
  /** Asks whoever writes what a formula is made of; without it no formula is begun. */
  askFormula?(ask: FormulaAsk): void;
  /** Takes an operation on its way to the log. */
  emit(bytes: Uint8Array): void;
  /** Takes a message that is passed on and forgotten. */
  emitLive(bytes: Uint8Array): void;
  /** Milliseconds that never go back. */
  now(): number;
  /** 8 random bytes. */
  random?(): Uint8Array;
  /** What keys and buttons around the board show may have changed. */
  changed?(): void;
}

const SETTINGS: Settings = {
  tool: 'pen',
  colour: 1,
  penWidth: 4,
  highlighterWidth: 22,
  textSize: 28,
};

export class Board {
  private readonly options: BoardOptions;
  private readonly host = document.createElement('div');
  private readonly inkHost = document.createElement('div');
  private readonly view: View;
  private readonly grid = new Grid();
  private readonly replica: Replica;
  private readonly pictures: PictureCache;
  private readonly base: Base;
  private readonly live: LiveInk;
  private readonly pointers: Pointers;
  private writing: Writer | null = null;
  private isDestroyed = false;
  private readonly observer: ResizeObserver;
  private readonly settings: Settings = { ...SETTINGS };
  /** What comes back after a formula. */
  private former: ToolName = SETTINGS.tool;
  private palette: Palette;
  private page: CanvasImageSource | null;
  private canWrite: boolean;
  /** Of everything that is seen; `state/sum.ts`. */
  private sum = 0;

  constructor(container: HTMLElement, options: BoardOptions) {
    this.options = options;
    this.palette = options.palette ?? PAPER;
    this.page = options.page ?? null;
    this.canWrite = options.canWrite;
    this.view = new View(options.slideHeight ?? null);
    const surface = new Surface(options.surface);
    this.replica = new Replica(surface, options.me, (before) => this.changed(before));
    this.pictures = new PictureCache(options, () => this.base.damageAll());
    const canvas = layer();
    this.host.append(canvas, this.inkHost);
    this.base = new Base(canvas, this.view, this.scene());
    const now = () => options.now();
    this.live = new LiveInk(this.inkHost, this.view, this.palette, now);
    container.append(this.host);
    this.dress();
    this.tell();
    this.pointers = new Pointers({
      host: this.host,
      view: this.view,
      tool: () => this.writer?.tool ?? null,
      canMove: () => this.isInfinite,
      isMoving: () => this.settings.tool === 'hand',
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor, x, y) => this.zoom(factor, x, y),
      changed: () => options.changed?.(),
    });
    this.host.addEventListener('keydown', this.keydown);
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(this.host);
    this.resize();
    void this.fetchWriter();
  }

  /** Takes the log's next operation; one's own come back by this way too. */
  apply(bytes: Uint8Array, by: string): void {
    const { surface, action } = decode(bytes);
    if (surface !== this.options.surface) return;
    this.replica.remote(action, bytes, by);
    if (action.type === 'add') for (const { id } of action.elements) this.live.removeElement(id);
  }

  /** The log refused an operation of one's own: it is taken back. */
  refuse(bytes: Uint8Array): void {
    this.replica.refused(bytes);
  }

  /** An operation of one's own that is on its way since before this board was there. */
  resume(bytes: Uint8Array): void {
    this.replica.local(bytes);
    this.options.changed?.();
  }

  applyLive(bytes: Uint8Array, by: string): void {
    const live = decodeLive(bytes);
    if (live.surface !== this.options.surface || by === this.options.me) return;
    const key = `${by} ${live.id}`;
    if (live.type === 'end') this.live.remove(key);
    else if (!this.replica.surface.get(live.id)) {
      this.live.add(key, live.style, live.first, unpackPoints(live.points), false);
    }
  }

  /** Starts from a snapshot; own operations that are on their way stay on top. */
  load(bytes: Uint8Array): void {
    const surface = decodeSnapshot(bytes);
    this.replica.load(surface);
    this.grid.clear();
    this.sum = 0;
    for (const element of surface.elements) {
      if (element.erased) continue;
      this.grid.set(element.id, boundsOf(element));
      this.sum ^= sumOf(element.id, element);
    }
    this.tell();
    this.base.reset();
    this.writer?.refresh();
    this.options.changed?.();
  }

  get state(): Settings & { background: Background; count: number } {
    const { background, count } = this.replica.surface;
    return { ...this.settings, background, count };
  }

  /** Whether parts of the picture are still being painted. */
  get isPainting(): boolean {
    return this.base.isPainting;
  }

  set(settings: Partial<Settings>): void {
    const { tool } = settings;
    if (tool && tool !== this.settings.tool) {
      this.pointers.release();
      this.writer?.tool.leave?.();
      if (tool === 'formula') this.former = this.settings.tool;
    }
    Object.assign(this.settings, settings);
    this.host.style.cursor = this.writer?.tool.cursor ?? '';
    this.options.changed?.();
  }

  /** Leaves the formula's tool for the one before it; false when another is in the hand. */
  takeFormer(): boolean {
    if (this.settings.tool !== 'formula') return false;
    this.set({ tool: this.former });
    return true;
  }

  /** Gives the keyboard to the board. */
  focus(): void {
    this.host.focus({ preventScroll: true });
  }

  setCanWrite(canWrite: boolean): void {
    if (!canWrite) {
      this.pointers.release();
      this.writer?.tool.leave?.();
    }
    this.canWrite = canWrite;
    this.dress();
    void this.fetchWriter();
  }

  setPalette(palette: Palette): void {
    this.palette = palette;
    this.live.recolour(palette);
    this.base.damageAll();
  }

  setPage(page: CanvasImageSource | null): void {
    this.page = page;
    this.base.damageAll();
  }

  /** Null for those who look on, and until what writing needs has been fetched. */
  get writer(): Writer | null {
    return this.canWrite ? this.writing : null;
  }

  /** Infinite boards only: shows everything that is there, and this box at least. */
  showAll(least: Bounds | null = null): void {
    let all = least;
    for (const element of this.replica.surface.elements) {
      if (!element.erased) all = union(all, boundsOf(element, 200));
    }
    if (!all || !this.isInfinite) return;
    const { x, y, scale } = this.view;
    this.view.show(all);
    const isSame = x === this.view.x && y === this.view.y && scale === this.view.scale;
    if (!isSame) this.moved({ x, y, scale });
  }

  /** The surface, or what is drawn of an infinite one, as a picture. */
  async exportPng(scale = 1): Promise<Blob> {
    const { exportPng } = await import('./export/png.ts');
    return exportPng(this.exported(), scale);
  }

  /** A page for each surface: this one, or those given as snapshots. */
  async exportPdf(pages?: { snapshot: Uint8Array; page?: CanvasImageSource }[]): Promise<Blob> {
    const { exportPdf } = await import('./export/pdf.ts');
    const own = this.exported();
    const all = pages?.map(({ snapshot, page }) => ({
      ...own,
      surface: decodeSnapshot(snapshot),
      page: page ?? null,
    }));
    return exportPdf(all ?? [own]);
  }

  destroy(): void {
    this.isDestroyed = true;
    this.writing?.destroy();
    this.observer.disconnect();
    this.host.removeEventListener('keydown', this.keydown);
    this.pointers.destroy();
    this.base.destroy();
    this.live.destroy();
    this.pictures.destroy();
    this.host.remove();
  }

  private get isInfinite(): boolean {
    return this.view.slideHeight === null;
  }

  private exported() {
    return {
      surface: this.replica.surface,
      palette: this.palette,
      pictures: this.pictures,
      page: this.page,
      slideHeight: this.view.slideHeight,
    };
  }

  private inside(box: Bounds) {
    const { surface } = this.replica;
    const elements = [...this.grid.near(box)].flatMap((id) => surface.get(id) ?? []);
    return elements.sort(byPaint);
  }

  private scene(): Scene {
    return {
      inside: (box) => this.inside(box),
      ground: () => ({
        palette: this.palette,
        background: this.replica.surface.background,
        page: this.page,
        slideHeight: this.view.slideHeight,
      }),
      brush: () => ({
        palette: this.palette,
        pictures: this.pictures,
        scale: this.view.scale,
      }),
      isBusy: () => this.pointers?.isBusy ?? false,
    };
  }

  private background: Background = 'plain';
  private count = 0;

  /** Elements look different: the index and the picture follow. */
  private changed(before: Before): void {
    const { surface } = this.replica;
    const { count } = this;
    this.count = surface.count;
    const top = surface.elements.at(-1);
    for (const [id, was] of before) {
      const element = surface.get(id);
      const now = element && !element.erased ? element : null;
      if (was && now && was.content === now.content && was.placement === now.placement) continue;
      if (was) {
        this.base.damageUnits(boundsOf(was));
        this.sum ^= sumOf(id, was);
      }
      if (now) this.sum ^= sumOf(id, now);
      if (!now) {
        this.grid.delete(id);
        continue;
      }
      const bounds = boundsOf(now);
      this.grid.set(id, bounds);
      const isOnTop = was === null && now === top && now.content.kind !== 'image';
      if (isOnTop) this.base.addOnTop(now, bounds);
      else this.base.damageUnits(bounds);
    }
    if (surface.background !== this.background) this.base.damageAll();
    this.background = surface.background;
    this.tell();
    this.writer?.refresh();
    // Another's first stroke: now there is something to clear.
    if (count !== this.count) this.options.changed?.();
  }

  /** Says in the document what is seen, for whoever compares two pages. */
  private tell(): void {
    const { name, count } = this.replica.surface;
    const sum = (this.sum >>> 0).toString(16);
    Object.assign(this.host.dataset, { surface: name, elements: `${count}`, sum });
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.host;
    if (clientWidth === 0 || clientHeight === 0) return;
    if (!this.view.resize(clientWidth, clientHeight, window.devicePixelRatio || 1)) return;
    this.base.resize();
    this.live.draw();
    this.writer?.redraw();
  }

  private pan(dx: number, dy: number): void {
    const { view } = this;
    const [px, py] = [Math.round(dx * view.ratio), Math.round(dy * view.ratio)];
    if (!this.isInfinite || (px === 0 && py === 0)) return;
    view.x -= px;
    view.y -= py;
    this.base.pan(px, py);
    this.live.draw();
    this.writer?.redraw();
  }

  private zoom(factor: number, cssX: number, cssY: number): void {
    if (!this.isInfinite || factor === 1) return;
    const { x, y, scale } = this.view;
    this.view.zoom(factor, cssX, cssY);
    this.moved({ x, y, scale });
  }

  private moved(before: { x: number; y: number; scale: number }): void {
    this.base.zoom(before);
    this.live.draw();
    this.writer?.redraw();
  }

  private dress(): void {
    const { host, inkHost } = this;
    host.tabIndex = 0;
    host.setAttribute('role', 'application');
    host.setAttribute('aria-label', this.options.labels.board);
    Object.assign(host.style, {
      position: 'relative',
      width: '100%',
      height: '100%',
      overflow: 'hidden',
      isolation: 'isolate',
      userSelect: 'none',
      touchAction: this.canWrite || this.isInfinite ? 'none' : 'auto',
      cursor: this.writer?.tool.cursor ?? '',
    });
    // Ink is content: forced colours must not touch its paper.
    host.style.setProperty('forced-color-adjust', 'none');
    inkHost.style.display = 'contents';
  }

  private readonly keydown = (event: KeyboardEvent): void => {
    if (event.target === this.host && this.writer?.press(event)) event.preventDefault();
  };

  /** Fetches what writing needs. */
  private async fetchWriter(): Promise<void> {
    if (this.writing || !this.canWrite) return;
    const { Writer } = await import('./input/writer.ts');
    if (this.isDestroyed || this.writing) return;
    this.writing = new Writer(this.ground());
    this.dress();
    this.options.changed?.();
  }

  private ground(): Ground {
    const { host, view, live, grid, pictures, replica, settings, options } = this;
    return {
      ...{ host, view, live, grid, pictures, replica, settings },
      label: () => options.labels.text,
      palette: () => this.palette,
      inside: (box) => this.inside(box),
      pan: (dx, dy) => this.pan(dx, dy),
      zoom: (factor) =>
        this.zoom(factor, view.width / view.ratio / 2, view.height / view.ratio / 2),
      take: (tool) => this.set({ tool }),
      takeFormer: () => this.takeFormer(),
      askFormula: (ask) => options.askFormula?.(ask),
      random: () => options.random?.() ?? crypto.getRandomValues(new Uint8Array(8)),
      now: () => options.now(),
      emit: (bytes) => options.emit(bytes),
      emitLive: (bytes) => options.emitLive(bytes),
      changed: () => options.changed?.(),
    };
  }
}
