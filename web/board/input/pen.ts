// Pen, highlighter and laser pointer: points that follow the hand.
import { strokeOf } from '../wire/encode.ts';
import { COORDINATE_MAX, POINTS_MAX, WIDTH_MAX } from '../wire/limits.ts';
import { HIGHLIGHTER, LASER, PEN, type StrokeStyle } from '../wire/operation.ts';
import { packPoints } from '../wire/pack.ts';
import type { Points } from '../wire/points.ts';
import type { Desk, Tool, Touch } from './desk.ts';

/** Between two live messages of one stroke. */
const LIVE_EVERY_MS = 40;
/** CSS pixels that the hand must move before a point counts. */
const STEP = 1.4;
/** Pressures are told in steps, so that they travel in runs. */
const PRESSURE_STEP = 8;

const FORMS = { pen: PEN, highlighter: HIGHLIGHTER, laser: LASER };

export class PenTool implements Tool {
  readonly cursor = 'crosshair';
  private readonly desk: Desk;
  private readonly form: number;
  private id = '';
  private style: StrokeStyle = { tool: PEN, colour: 1, width: 60 };
  private points: Points = [];
  private sent = 0;
  private timer = 0;
  private x = 0;
  private y = 0;
  private pressure = 0;
  private last: Touch | null = null;

  constructor(desk: Desk, form: keyof typeof FORMS) {
    this.desk = desk;
    this.form = FORMS[form];
  }

  down(at: Touch): void {
    const { settings, view } = this.desk;
    const css = this.form === HIGHLIGHTER ? settings.highlighterWidth : settings.penWidth;
    const width = Math.max(1, Math.min(WIDTH_MAX, Math.round(css * view.unit)));
    this.begin({ tool: this.form, colour: settings.colour, width }, at);
  }

  move(path: Touch[]): void {
    if (!this.last) return;
    const from = this.points.length;
    for (const at of path) this.follow(at);
    this.show(from);
  }

  up(): void {
    const { last } = this;
    if (!last) return;
    const from = this.points.length;
    // The smoothed line stays a little behind the hand; it ends where the hand did.
    const { unit } = this.desk.view;
    for (let left = 3; left > 0; left--) {
      this.x += 0.6 * (last.x - this.x);
      this.y += 0.6 * (last.y - this.y);
      this.push(this.x, this.y, STEP * unit);
    }
    this.push(last.x, last.y, 0.5 * STEP * unit);
    this.show(from);
    this.finish();
  }

  cancel(): void {
    if (!this.last) return;
    this.stop();
    this.desk.live.remove(this.id);
    this.desk.sendLive({ surface: this.desk.surface().name, type: 'end', id: this.id });
  }

  private begin(style: StrokeStyle, at: Touch): void {
    this.id = this.desk.newId();
    this.style = style;
    this.points = [];
    this.sent = 0;
    this.last = at;
    [this.x, this.y] = [at.x, at.y];
    this.pressure = at.pressure ?? 0.45;
    this.push(at.x, at.y, 0);
    this.show(0);
    if (this.timer === 0) this.timer = window.setInterval(() => this.send(), LIVE_EVERY_MS);
  }

  /** Takes the next place of the pointer, smoothed. */
  private follow(at: Touch): void {
    const last = this.last as Touch;
    const trust = at.pressure === null ? 0.55 : 0.7;
    this.x += trust * (at.x - this.x);
    this.y += trust * (at.y - this.y);
    const { unit } = this.desk.view;
    if (at.pressure !== null) {
      this.pressure += 0.5 * (at.pressure - this.pressure);
    } else {
      // A hand presses harder where it is slow: so a mouse's line lives as well.
      const ms = Math.max(1, at.time - last.time);
      const speed = Math.hypot(at.x - last.x, at.y - last.y) / unit / ms;
      const target = Math.max(0.24, 0.66 - 0.16 * speed);
      this.pressure += Math.min(0.35, 0.02 * ms) * (target - this.pressure);
    }
    this.last = at;
    this.push(this.x, this.y, STEP * unit);
    if (this.points.length >= 3 * POINTS_MAX) this.goOn(at);
  }

  private push(x: number, y: number, least: number): void {
    const { points } = this;
    const edge = (value: number) =>
      Math.round(Math.max(-COORDINATE_MAX, Math.min(COORDINATE_MAX, value)));
    if (points.length > 0) {
      const far = Math.hypot(x - (points.at(-3) as number), y - (points.at(-2) as number));
      if (far < Math.max(1, least) || points.length >= 3 * POINTS_MAX) return;
    }
    const steps = Math.round((this.pressure * 255) / PRESSURE_STEP);
    const pressure = this.form === PEN ? Math.min(255, steps * PRESSURE_STEP) : 128;
    points.push(edge(x), edge(y), pressure);
  }

  /** A stroke has an end, a hand has not: it goes on in another stroke. */
  private goOn(at: Touch): void {
    this.show(0);
    const { style } = this;
    this.finish();
    this.begin(style, at);
  }

  private show(from: number): void {
    const added = this.points.slice(from);
    if (added.length === 0) return;
    this.desk.live.add(this.id, this.style, from / 3, added, true);
  }

  private send(): void {
    const added = this.points.slice(3 * this.sent);
    if (added.length === 0) return;
    const surface = this.desk.surface().name;
    const { id, style, sent: first } = this;
    this.desk.sendLive({ surface, type: 'points', id, style, first, points: packPoints(added) });
    this.sent = this.points.length / 3;
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.last = null;
  }

  private finish(): void {
    const { desk, id } = this;
    if (this.form === LASER) {
      this.send();
      this.stop();
      return;
    }
    this.stop();
    const content = strokeOf(this.style, this.points);
    desk.perform({ type: 'add', elements: [{ id, content }] });
    desk.endDeed();
    desk.live.retire(id);
  }
}
