// What can be done to a surface, and what can be on it.

/** 16 hexadecimal digits, made at random by the writer. */
export type ElementId = string;

export const PEN = 0;
export const HIGHLIGHTER = 1;
/** Only live: it fades and is never stored. */
export const LASER = 2;

export const SHAPES = ['line', 'arrow', 'rectangle', 'ellipse', 'triangle'] as const;
export const BACKGROUNDS = ['plain', 'lines', 'squares', 'dots'] as const;
export type ShapeName = (typeof SHAPES)[number];
export type Background = (typeof BACKGROUNDS)[number];

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface StrokeStyle {
  /** `PEN`, `HIGHLIGHTER` or, in live messages, `LASER`. */
  tool: number;
  /** Index into the palette. */
  colour: number;
  /** Units, at middle pressure. */
  width: number;
}

/** Least and greatest coordinates. */
export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Stroke extends StrokeStyle {
  kind: 'stroke';
  /** Packed, see points.ts. */
  points: Uint8Array;
  /** Of the points, found while they were read. */
  bounds: Bounds;
}

export interface Shape {
  kind: 'shape';
  shape: ShapeName;
  colour: number;
  width: number;
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Words extends Box {
  /** A formula's text is its LaTeX source. */
  kind: 'text' | 'formula';
  colour: number;
  /** Height of a letter's square in units. */
  size: number;
  text: string;
}

export interface Picture extends Box {
  kind: 'image';
  file: string;
}

export type Content = Stroke | Shape | Words | Picture;

/**
 * Where an element stands: its own corner (least x and y of its points or box) is moved by dx and
 * dy, and everything is scaled about that corner by sx and sy, of which 4096 is 1.
 */
export interface Placement {
  dx: number;
  dy: number;
  sx: number;
  sy: number;
}

export type Action =
  | { type: 'add'; elements: { id: ElementId; content: Content }[] }
  | { type: 'erase' | 'restore'; ids: ElementId[] }
  | { type: 'place'; groups: { placement: Placement; ids: ElementId[] }[] }
  | { type: 'edit'; id: ElementId; w: number; h: number; text: string }
  | { type: 'clear' | 'unclear'; mark: ElementId }
  | { type: 'background'; background: Background };

export interface Operation {
  surface: string;
  action: Action;
}

export interface LivePoints {
  surface: string;
  type: 'points';
  id: ElementId;
  style: StrokeStyle;
  /** Index of the first of these points in the stroke. */
  first: number;
  points: Uint8Array;
}

/** The writer gave the stroke up, or it became something else. */
export interface LiveEnd {
  surface: string;
  type: 'end';
  id: ElementId;
}

export type Live = LivePoints | LiveEnd;
