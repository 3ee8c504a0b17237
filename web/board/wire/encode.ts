// Operations and live messages to bytes; codec.ts reads them.
import { checkedName, checkedText, Fault, Reader, Writer } from './bytes.ts';
import {
  ADD,
  BACKGROUND,
  checkedPlace,
  checkedSide,
  checkedStyle,
  EDIT,
  FORMULA,
  ID_LISTS,
  IMAGE,
  LIVE_END,
  LIVE_POINTS,
  MARKS,
  PLACE,
  readPacked,
  SHAPE,
  STROKE,
  TEXT,
  VERSION,
} from './codec.ts';
import * as limits from './limits.ts';
import {
  type Action,
  BACKGROUNDS,
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
import { packPoints } from './pack.ts';

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

function writeStyle(writer: Writer, style: StrokeStyle, toolMax: number): void {
  const { tool, colour, width } = checkedStyle(style, toolMax);
  writer.byte(tool);
  writer.byte(colour);
  writer.number(width);
}

function writeBox(writer: Writer, { x, y, w, h }: Box): void {
  writer.signed(checkedPlace(x));
  writer.signed(checkedPlace(y));
  writer.number(checkedSide(w));
  writer.number(checkedSide(h));
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

/** A stroke of points that are not packed yet. */
export function strokeOf(style: StrokeStyle, points: ArrayLike<number>): Stroke {
  return { kind: 'stroke', ...style, ...readPacked(new Reader(packPoints(points))) };
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
