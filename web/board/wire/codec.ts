// Operations and live messages as bytes. docs/protocol/ink.md defines them.
import { Fault, Reader } from './bytes.ts';
import * as limits from './limits.ts';
import {
  type Action,
  BACKGROUNDS,
  type Bounds,
  type Box,
  type Content,
  HIGHLIGHTER,
  LASER,
  type Live,
  type Operation,
  type Placement,
  SHAPES,
  type StrokeStyle,
} from './operation.ts';
import { readPoints, readPressures } from './points.ts';

export const VERSION = 1;
export const ADD = 1;
export const ID_LISTS = { erase: 2, restore: 3 } as const;
export const PLACE = 4;
export const EDIT = 5;
export const MARKS = { clear: 6, unclear: 7 } as const;
export const BACKGROUND = 8;
export const LIVE_POINTS = 32;
export const LIVE_END = 33;

export const STROKE = 0;
export const SHAPE = 1;
export const TEXT = 2;
export const FORMULA = 3;
export const IMAGE = 4;

export function readPlacement(reader: Reader): Placement {
  const [dx, dy] = [reader.signed(), reader.signed()];
  if (Math.abs(dx) > limits.SHIFT_MAX || Math.abs(dy) > limits.SHIFT_MAX) {
    throw new Fault('coordinate');
  }
  const [sx, sy] = [reader.number(), reader.number()];
  for (const scale of [sx, sy]) {
    if (scale < limits.SCALE_MIN || scale > limits.SCALE_MAX) throw new Fault('scale');
  }
  return { dx, dy, sx, sy };
}

export function checkedSide(side: number): number {
  if (!(side >= 1 && side <= limits.COORDINATE_MAX)) throw new Fault('coordinate');
  return side;
}

export function checkedPlace(value: number): number {
  if (!(Math.abs(value) <= limits.COORDINATE_MAX)) throw new Fault('coordinate');
  return value;
}

export function checkedStyle(style: StrokeStyle, toolMax: number): StrokeStyle {
  const { tool, colour, width } = style;
  const isLawful = tool <= toolMax && colour < limits.COLOURS;
  if (!isLawful || width < 1 || width > limits.WIDTH_MAX) throw new Fault('style');
  return style;
}

function readStyle(reader: Reader, toolMax: number): StrokeStyle {
  const [tool, colour, width] = [reader.byte(), reader.byte(), reader.number()];
  return checkedStyle({ tool, colour, width }, toolMax);
}

function readBox(reader: Reader): Box {
  const [x, y] = [checkedPlace(reader.signed()), checkedPlace(reader.signed())];
  return { x, y, w: checkedSide(reader.number()), h: checkedSide(reader.number()) };
}

export function readPacked(reader: Reader): { points: Uint8Array; bounds: Bounds } {
  const from = reader.at;
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const count = readPoints(reader, (x, y) => {
    if (x < bounds.left) bounds.left = x;
    if (x > bounds.right) bounds.right = x;
    if (y < bounds.top) bounds.top = y;
    if (y > bounds.bottom) bounds.bottom = y;
  });
  readPressures(reader, count, () => {});
  return { points: reader.bytes.subarray(from, reader.at), bounds };
}

export function readContent(reader: Reader): Content {
  const kind = reader.byte();
  switch (kind) {
    case STROKE: {
      const { tool, colour, width } = readStyle(reader, HIGHLIGHTER);
      return { kind: 'stroke', tool, colour, width, ...readPacked(reader) };
    }
    case SHAPE: {
      const { tool, colour, width } = readStyle(reader, SHAPES.length - 1);
      const [x1, y1] = [checkedPlace(reader.signed()), checkedPlace(reader.signed())];
      const x2 = checkedPlace(x1 + reader.signed());
      const y2 = checkedPlace(y1 + reader.signed());
      const shape = SHAPES[tool] as (typeof SHAPES)[number];
      return { kind: 'shape', shape, colour, width, x1, y1, x2, y2 };
    }
    case TEXT:
    case FORMULA: {
      const { colour, width: size } = readStyle(reader, 0);
      const box = readBox(reader);
      const text = reader.text(limits.TEXT_CHARS_MAX);
      return { kind: kind === TEXT ? 'text' : 'formula', colour, size, ...box, text };
    }
    case IMAGE: {
      const box = readBox(reader);
      return { kind: 'image', ...box, file: reader.name(limits.FILE_LETTERS_MAX) };
    }
    default:
      throw new Fault('kind');
  }
}

/** Reads version, kind and surface. */
export function open(reader: Reader): { kind: number; surface: string } {
  if (reader.byte() !== VERSION) throw new Fault('version');
  const kind = reader.byte();
  return { kind, surface: reader.name(limits.SURFACE_LETTERS_MAX) };
}

function opened(bytes: Uint8Array): { reader: Reader; kind: number; surface: string } {
  if (bytes.length > limits.OP_BYTES_MAX) throw new Fault('size');
  const reader = new Reader(bytes);
  return { reader, ...open(reader) };
}

/** Throws a `Fault` for anything but one whole lawful operation. */
export function decode(bytes: Uint8Array): Operation {
  const { reader, kind, surface } = opened(bytes);
  const action = readAction(reader, kind);
  reader.end();
  return { surface, action };
}

function readIds(reader: Reader, most: number): string[] {
  const count = reader.count(1, most);
  const list: string[] = [];
  for (let n = 0; n < count; n++) list.push(reader.id());
  return list;
}

function readAction(reader: Reader, kind: number): Action {
  switch (kind) {
    case ADD: {
      const count = reader.count(1, limits.ELEMENTS_PER_OP);
      const elements = [];
      for (let n = 0; n < count; n++) {
        elements.push({ id: reader.id(), content: readContent(reader) });
      }
      return { type: 'add', elements };
    }
    case ID_LISTS.erase:
      return { type: 'erase', ids: readIds(reader, limits.IDS_PER_OP) };
    case ID_LISTS.restore:
      return { type: 'restore', ids: readIds(reader, limits.IDS_PER_OP) };
    case PLACE: {
      const count = reader.count(1, limits.IDS_PER_OP);
      const groups = [];
      let left = limits.IDS_PER_OP;
      for (let n = 0; n < count; n++) {
        const placement = readPlacement(reader);
        const named = readIds(reader, left);
        left -= named.length;
        groups.push({ placement, ids: named });
      }
      return { type: 'place', groups };
    }
    case EDIT: {
      const id = reader.id();
      const [w, h] = [checkedSide(reader.number()), checkedSide(reader.number())];
      return { type: 'edit', id, w, h, text: reader.text(limits.TEXT_CHARS_MAX) };
    }
    case MARKS.clear:
      return { type: 'clear', mark: reader.id() };
    case MARKS.unclear:
      return { type: 'unclear', mark: reader.id() };
    case BACKGROUND: {
      const background = BACKGROUNDS[reader.byte()];
      if (background === undefined) throw new Fault('style');
      return { type: 'background', background };
    }
    default:
      throw new Fault('kind');
  }
}

/** Throws a `Fault` for anything but one whole lawful live message. */
export function decodeLive(bytes: Uint8Array): Live {
  const { reader, kind, surface } = opened(bytes);
  if (kind !== LIVE_POINTS && kind !== LIVE_END) throw new Fault('kind');
  const id = reader.id();
  if (kind === LIVE_END) {
    reader.end();
    return { surface, type: 'end', id };
  }
  const style = readStyle(reader, LASER);
  const first = reader.number();
  const from = reader.at;
  const count = readPoints(reader, () => {});
  readPressures(reader, count, () => {});
  if (first + count > limits.POINTS_MAX) throw new Fault('count');
  reader.end();
  return { surface, type: 'points', id, style, first, points: bytes.subarray(from, reader.at) };
}
