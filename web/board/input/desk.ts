// What tools work with: the board as they see it.

import type { LiveInk } from '../draw/live.ts';
import type { Overlay } from '../draw/overlay.ts';
import type { Palette } from '../draw/palette.ts';
import type { PictureCache } from '../draw/pictures.ts';
import type { View } from '../draw/view.ts';
import type { Grid } from '../state/grid.ts';
import type { Surface } from '../state/surface.ts';
import {
  type Action,
  type Bounds,
  type ElementId,
  type Live,
  SHAPES,
  type ShapeName,
} from '../wire/operation.ts';

/** Every tool, in the order in which boards show them; nothing lists them a second time. */
export const TOOLS = [
  'pen',
  'highlighter',
  ...SHAPES,
  'text',
  'formula',
  'laser',
  'eraser',
  'select',
  'hand',
] as const;
export type ToolName = (typeof TOOLS)[number];
export const isShape = (tool: ToolName): tool is ShapeName =>
  SHAPES.some((shape) => shape === tool);

/** A pointer's place. */
export interface Touch {
  /** Units. */
  x: number;
  y: number;
  /** 0 to 1; null when the device knows none. */
  pressure: number | null;
  /** Milliseconds. */
  time: number;
  hasShift: boolean;
}

export interface Settings {
  tool: ToolName;
  colour: number;
  /** CSS pixels at the scale that is shown when the stroke begins. */
  penWidth: number;
  highlighterWidth: number;
  /** CSS pixels. */
  textSize: number;
}

/** The host asks what a formula is made of. */
export interface FormulaAsk {
  /** Of one that is changed; else empty. */
  text: string;
  /** Takes the source, or null when nothing shall be written; then the tool before comes back. */
  answer(text: string | null): void;
}

export interface Desk {
  readonly host: HTMLElement;
  readonly view: View;
  readonly live: LiveInk;
  readonly overlay: Overlay;
  readonly grid: Grid;
  readonly pictures: PictureCache;
  readonly settings: Settings;
  surface(): Surface;
  palette(): Palette;
  newId(): ElementId;
  now(): number;
  /** Applies and sends; the operations until `endDeed` are one deed to undo. */
  perform(action: Action): void;
  endDeed(): void;
  sendLive(live: Live): void;
  pan(dx: number, dy: number): void;
  selectionChanged(): void;
  askFormula(ask: FormulaAsk): void;
  /** Takes the tool that was there before the formula's. */
  takeFormer(): void;
  /** Ids that meet a box, lowest first. */
  inside(box: Bounds): ElementId[];
}

export interface Tool {
  readonly cursor: string;
  down(at: Touch): void;
  move(path: Touch[]): void;
  up(): void;
  cancel(): void;
  /** Another tool is taken. */
  leave?(): void;
}
