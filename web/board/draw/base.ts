// The committed picture: one bitmap of what is shown. New ink is drawn on top at once; everything
// else damages a box, which is repainted aside, in slices that leave time for the hand, and put
// there when it is whole.

import { meet, union } from '../state/geometry.ts';
import type { Sight } from '../state/replica.ts';
import type { Bounds } from '../wire/operation.ts';
import { type Ground, paintGround } from './background.ts';
import { cover } from './layer.ts';
import { type Brush, type Context, paint } from './paint.ts';
import type { View } from './view.ts';

export interface Scene {
  /** What meets a box of units, in the order of painting. */
  inside(box: Bounds): Sight[];
  ground(): Ground;
  brush(): Brush;
  /** Whether somebody is drawing here right now. */
  isBusy(): boolean;
}

interface Job {
  box: Bounds;
  queue: Sight[];
  at: number;
}

/** Milliseconds of painting in one go: with the pen down, and without. */
const BUSY_MS = 4;
const IDLE_MS = 10;
/** Elements between two looks at the clock. */
const BATCH = 6;
/** Milliseconds between two sights of a picture that grows. */
const SHOW_MS = 200;

export class Base {
  readonly canvas: HTMLCanvasElement;
  private readonly context: Context;
  private readonly view: View;
  private readonly scene: Scene;
  private readonly scratch = document.createElement('canvas');
  private damaged: Bounds | null = null;
  private job: Job | null = null;
  private frozen: { canvas: HTMLCanvasElement; x: number; y: number; scale: number } | null = null;
  /** Nothing worth keeping is shown: the picture may grow before everyone's eyes. */
  private isBlank = true;
  private shown = 0;
  private readonly channel = new MessageChannel();
  private isScheduled = false;
  private isDestroyed = false;

  constructor(canvas: HTMLCanvasElement, view: View, scene: Scene) {
    this.canvas = canvas;
    this.context = canvas.getContext('2d', { alpha: false }) as Context;
    this.view = view;
    this.scene = scene;
    this.channel.port1.onmessage = () => this.slice();
  }

  get isPainting(): boolean {
    return this.job !== null || this.damaged !== null;
  }

  resize(): void {
    cover(this.canvas, this.view);
    this.isBlank = true;
    this.thaw();
    this.job = null;
    this.ground(this.context, this.view.all);
    this.damage(this.view.all);
  }

  /** Everything is other than it was. */
  reset(): void {
    this.isBlank = true;
    this.damageAll();
  }

  damageAll(): void {
    this.job = null;
    this.damage(this.view.all);
  }

  /** This box of units has to be painted anew. */
  damageUnits(box: Bounds): void {
    const pixels = this.view.pixels(box);
    if (pixels) this.damage(pixels);
  }

  /** Draws what lies above everything. */
  addOnTop(sight: Sight, bounds: Bounds): void {
    const box = this.view.pixels(bounds);
    if (!box) return;
    this.view.apply(this.context);
    paint(this.context, sight, this.scene.brush());
    if (this.job && meet(this.job.box, box)) this.job.queue.push(sight);
  }

  /** The view moved by so many device pixels. */
  pan(dx: number, dy: number): void {
    const { width, height } = this.view;
    const { context } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.canvas, dx, dy);
    if (this.job) this.damageShifted(this.job.box, dx, dy);
    this.job = null;
    if (this.damaged) {
      const before = this.damaged;
      this.damaged = null;
      this.damageShifted(before, dx, dy);
    }
    if (dx !== 0) {
      const left = dx > 0 ? 0 : width + dx;
      this.expose({ left, top: 0, right: left + Math.abs(dx), bottom: height });
    }
    if (dy !== 0) {
      const top = dy > 0 ? 0 : height + dy;
      this.expose({ left: 0, top, right: width, bottom: top + Math.abs(dy) });
    }
  }

  /** The scale changed: what is there is stretched until it is painted anew. */
  zoom(before: { x: number; y: number; scale: number }): void {
    const { view } = this;
    if (!this.frozen) {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [view.width, view.height];
      canvas.getContext('2d')?.drawImage(this.canvas, 0, 0);
      this.frozen = { canvas, x: before.x, y: before.y, scale: before.scale };
    }
    const { canvas, x, y, scale } = this.frozen;
    this.ground(this.context, view.all);
    const k = view.scale / scale;
    this.context.setTransform(k, 0, 0, k, x * k - view.x, y * k - view.y);
    this.context.drawImage(canvas, 0, 0);
    this.job = null;
    this.damage(view.all);
  }

  destroy(): void {
    this.isDestroyed = true;
    this.job = null;
    this.damaged = null;
    this.channel.port1.onmessage = null;
    this.channel.port1.close();
    this.thaw();
    this.release(this.scratch);
    this.release(this.canvas);
  }

  private damageShifted(box: Bounds, dx: number, dy: number): void {
    const { width, height } = this.view;
    const shifted = {
      left: Math.max(0, box.left + dx),
      top: Math.max(0, box.top + dy),
      right: Math.min(width, box.right + dx),
      bottom: Math.min(height, box.bottom + dy),
    };
    if (shifted.left < shifted.right && shifted.top < shifted.bottom) this.damage(shifted);
  }

  /** Shows bare ground where nothing was shown yet. */
  private expose(box: Bounds): void {
    this.ground(this.context, box);
    this.damage(box);
  }

  private damage(box: Bounds): void {
    this.damaged = union(this.damaged, box);
    this.schedule();
  }

  private ground(context: Context, box: Bounds, left = 0, top = 0): void {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    context.rect(box.left - left, box.top - top, width, height);
    context.clip();
    this.view.apply(context, left, top);
    paintGround(context, this.scene.ground(), this.view.units(box), this.view.scale);
    context.restore();
  }

  private schedule(): void {
    if (this.isScheduled || this.isDestroyed) return;
    this.isScheduled = true;
    // While the pen is down, a slice is part of a frame; otherwise they follow each other.
    if (this.scene.isBusy()) requestAnimationFrame(() => this.slice());
    else this.channel.port2.postMessage(null);
  }

  private slice(): void {
    this.isScheduled = false;
    if (this.isDestroyed) return;
    const isBusy = this.scene.isBusy();
    const until = performance.now() + (isBusy ? BUSY_MS : IDLE_MS);
    if (!this.job) this.begin();
    const { job } = this;
    if (job) {
      this.work(job, until);
      if (job.at >= job.queue.length) this.finish(job);
      else if (this.isBlank && performance.now() > this.shown + SHOW_MS) this.show(job);
    }
    if (this.isPainting) this.schedule();
  }

  private begin(): void {
    const box = this.damaged;
    if (!box) return;
    this.damaged = null;
    const [width, height] = [box.right - box.left, box.bottom - box.top];
    const { scratch } = this;
    if (scratch.width < width) scratch.width = width;
    if (scratch.height < height) scratch.height = height;
    // Painted in the page's own memory: only so can a slice know how long it really took.
    const options = { alpha: false, willReadFrequently: true };
    const context = scratch.getContext('2d', options) as Context;
    this.ground(context, box, box.left, box.top);
    this.job = { box, queue: this.scene.inside(this.view.units(box)), at: 0 };
  }

  private work(job: Job, until: number): void {
    const { left, top, right, bottom } = job.box;
    const context = this.scratch.getContext('2d') as Context;
    const brush = this.scene.brush();
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.beginPath();
    context.rect(0, 0, right - left, bottom - top);
    context.clip();
    this.view.apply(context, left, top);
    while (job.at < job.queue.length) {
      paint(context, job.queue[job.at++] as Sight, brush);
      if (job.at % BATCH !== 0) continue;
      // A canvas only notes what it is told; reading a pixel makes it do it.
      context.getImageData(0, 0, 1, 1);
      if (performance.now() > until) break;
    }
    context.restore();
    context.getImageData(0, 0, 1, 1);
  }

  private show({ box: { left, top, right, bottom } }: Job): void {
    const [width, height] = [right - left, bottom - top];
    this.shown = performance.now();
    this.context.setTransform(1, 0, 0, 1, 0, 0);
    this.context.drawImage(this.scratch, 0, 0, width, height, left, top, width, height);
  }

  private finish(job: Job): void {
    this.show(job);
    this.job = null;
    if (this.damaged) return;
    this.isBlank = false;
    this.thaw();
    this.release(this.scratch);
  }

  private thaw(): void {
    if (this.frozen) this.release(this.frozen.canvas);
    this.frozen = null;
  }

  /** Gives a bitmap's memory back now instead of some time. */
  private release(canvas: HTMLCanvasElement): void {
    canvas.width = 0;
    canvas.height = 0;
  }
}
