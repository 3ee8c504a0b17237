// Operations and live messages as bytes. docs/protocol/ink.md defines them.
import { checkedName, checkedText, Fault, Reader, Writer } from './bytes.ts';
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
  type Stroke,
  type StrokeStyle,
} from './operation.ts';
import { packPoints, readPoints, readPressures } from './points.ts';

export const VERSION = 1;
const ADD = 1;
const ID_LISTS = { erase: 2, restore: 3 } as const;
const PLACE = 4;
const EDIT = 5;
const MARKS = { clear: 6, unclear: 7 } as const;
const BACKGROUND = 8;
const LIVE_POINTS = 32;
const LIVE_END = 33;

const STROKE = 0;
const SHAPE = 1;
const TEXT = 2;
const FORMULA = 3;
const IMAGE = 4;

/** Begins a message: version, kind, surface. */
export function begin(kind: number, surface: string): Writer {
  const writer = new Writer();
  writer.byte(VERSION);
  writer.byte(kind);
  writer.text(checkedName(surface, limits.SURFACE_LETTERS_MAX));
  return writer;
}

function finished(writer: Writer): Uint8Array {
  const bytes = writer.done();
  if (bytes.length > limits.OP_BYTES_MAX) throw new Fault('size');
  return bytes;
}

function ids(writer: Writer, list: string[]): void {
  if (list.length < 1 || list.length > limits.IDS_PER_OP) throw new Fault('count');
  writer.number(list.length);
  for (const id of list) writer.id(id);
}

export function encode({ surface, action }: Operation): Uint8Array {
  switch (action.type) {
    case 'add': {
      const writer = begin(ADD, surface);
      const { length } = action.elements;
      if (length < 1 || length > limits.ELEMENTS_PER_OP) throw new Fault('count');
      writer.number(length);
      for (const { id, content } of action.elements) {
        writer.id(id);
        writeContent(writer, content);
      }
      return finished(writer);
    }
    case 'erase':
    case 'restore': {
      const writer = begin(ID_LISTS[action.type], surface);
      ids(writer, action.ids);
      return finished(writer);
    }
    case 'place':
      return encodePlace(surface, action);
    case 'edit': {
      const writer = begin(EDIT, surface);
      writer.id(action.id);
      for (const side of [action.w, action.h]) writer.number(checkedSide(side));
      writer.text(checkedText(action.text, limits.TEXT_CHARS_MAX));
      return finished(writer);
    }
    case 'clear':
    case 'unclear': {
      const writer = begin(MARKS[action.type], surface);
      writer.id(action.mark);
      return finished(writer);
    }
    case 'background': {
      const writer = begin(BACKGROUND, surface);
      writer.byte(BACKGROUNDS.indexOf(action.background));
      return finished(writer);
    }
  }
}

function encodePlace(surface: string, action: Action & { type: 'place' }): Uint8Array {
  const writer = begin(PLACE, surface);
  const named = action.groups.reduce((sum, group) => sum + group.ids.length, 0);
  if (named > limits.IDS_PER_OP || action.groups.length < 1) throw new Fault('count');
  writer.number(action.groups.length);
  for (const { placement, ids: list } of action.groups) {
    writePlacement(writer, placement);
    ids(writer, list);
  }
  return finished(writer);
}

export function writePlacement(writer: Writer, { dx, dy, sx, sy }: Placement): void {
  for (const shift of [dx, dy]) {
    if (!(Math.abs(shift) <= limits.SHIFT_MAX)) throw new Fault('coordinate');
    writer.signed(shift);
  }
  for (const scale of [sx, sy]) {
    if (!(scale >= limits.SCALE_MIN && scale <= limits.SCALE_MAX)) throw new Fault('scale');
    writer.number(scale);
  }
}

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

function checkedSide(side: number): number {
  if (!(side >= 1 && side <= limits.COORDINATE_MAX)) throw new Fault('coordinate');
  return side;
}

function checkedPlace(value: number): number {
  if (!(Math.abs(value) <= limits.COORDINATE_MAX)) throw new Fault('coordinate');
  return value;
}

function checkedStyle(style: StrokeStyle, toolMax: number): StrokeStyle {
  const { tool, colour, width } = style;
  const isLawful = tool <= toolMax && colour < limits.COLOURS;
  if (!isLawful || width < 1 || width > limits.WIDTH_MAX) throw new Fault('style');
  return style;
}

function writeStyle(writer: Writer, style: StrokeStyle, toolMax: number): void {
  const { tool, colour, width } = checkedStyle(style, toolMax);
  writer.byte(tool);
  writer.byte(colour);
  writer.number(width);
}

function readStyle(reader: Reader, toolMax: number): StrokeStyle {
  const [tool, colour, width] = [reader.byte(), reader.byte(), reader.number()];
  return checkedStyle({ tool, colour, width }, toolMax);
}

function writeBox(writer: Writer, { x, y, w, h }: Box): void {
  writer.signed(checkedPlace(x));
  writer.signed(checkedPlace(y));
  writer.number(checkedSide(w));
  writer.number(checkedSide(h));
}

function readBox(reader: Reader): Box {
  const [x, y] = [checkedPlace(reader.signed()), checkedPlace(reader.signed())];
  return { x, y, w: checkedSide(reader.number()), h: checkedSide(reader.number()) };
}

export function writeContent(writer: Writer, content: Content): void {
  switch (content.kind) {
    case 'stroke':
      writer.byte(STROKE);
      writeStyle(writer, content, HIGHLIGHTER);
      writer.put(content.points);
      break;
    case 'shape': {
      const { shape, colour, width, x1, y1, x2, y2 } = content;
      writer.byte(SHAPE);
      writeStyle(writer, { tool: SHAPES.indexOf(shape), colour, width }, SHAPES.length - 1);
      for (const value of [x1, y1]) writer.signed(checkedPlace(value));
      for (const value of [x2 - x1, y2 - y1]) writer.signed(value);
      break;
    }
    case 'text':
    case 'formula': {
      writer.byte(content.kind === 'text' ? TEXT : FORMULA);
      writeStyle(writer, { tool: 0, colour: content.colour, width: content.size }, 0);
      writeBox(writer, content);
      writer.text(checkedText(content.text, limits.TEXT_CHARS_MAX));
      break;
    }
    case 'image':
      writer.byte(IMAGE);
      writeBox(writer, content);
      writer.text(checkedName(content.file, limits.FILE_LETTERS_MAX));
  }
}

function readPacked(reader: Reader): { points: Uint8Array; bounds: Bounds } {
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

/** A stroke of points that are not packed yet. */
export function strokeOf(style: StrokeStyle, points: ArrayLike<number>): Stroke {
  return { kind: 'stroke', ...style, ...readPacked(new Reader(packPoints(points))) };
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

export function encodeLive(live: Live): Uint8Array {
  if (live.type === 'end') {
    const writer = begin(LIVE_END, live.surface);
    writer.id(live.id);
    return writer.done();
  }
  const writer = begin(LIVE_POINTS, live.surface);
  writer.id(live.id);
  writeStyle(writer, live.style, LASER);
  writer.number(live.first);
  writer.put(live.points);
  return finished(writer);
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
