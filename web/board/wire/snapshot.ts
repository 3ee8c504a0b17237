// A whole surface as bytes, erased elements that can be restored included, so that who starts
// from it and goes on with the log has what everyone has.
import { IN_PLACE, type Standing, Surface } from '../state/surface.ts';
import { Fault, Reader } from './bytes.ts';
import { open, readContent, readPlacement } from './codec.ts';
import { ELEMENTS_MAX, TOMBSTONES_MAX } from './limits.ts';
import { BACKGROUNDS, type ElementId } from './operation.ts';

export const SNAPSHOT = 16;

/** Throws a `Fault` for anything but one whole lawful snapshot. */
export function decodeSnapshot(bytes: Uint8Array): Surface {
  const reader = new Reader(bytes);
  const { kind, surface: name } = open(reader);
  if (kind !== SNAPSHOT) throw new Fault('kind');
  const background = BACKGROUNDS[reader.byte()];
  if (background === undefined) throw new Fault('style');
  const authors: string[] = [];
  for (let left = reader.number(); left > 0; left--) authors.push(reader.person());
  const rows = readRows(reader, authors);
  readTombstones(reader, rows);
  reader.end();
  const surface = new Surface(name);
  surface.background = background;
  for (const { id, by, standing } of rows) {
    if (surface.get(id)) throw new Fault('count');
    surface.load(id, by, standing);
  }
  if (!surface.isWithinLimits()) throw new Fault('count');
  return surface;
}

interface Row {
  id: ElementId;
  by: string;
  standing: Standing;
}

function readRows(reader: Reader, authors: string[]): Row[] {
  const rows: Row[] = [];
  for (let left = reader.count(0, ELEMENTS_MAX + TOMBSTONES_MAX); left > 0; left--) {
    const id = reader.id();
    const flags = reader.number();
    const by = authors[flags >>> 1];
    if (by === undefined) throw new Fault('count');
    const placement = flags % 2 === 1 ? readPlacement(reader) : IN_PLACE;
    const content = readContent(reader);
    rows.push({ id, by, standing: { content, placement, erased: 0, mark: null } });
  }
  return rows;
}

function readTombstones(reader: Reader, rows: Row[]): void {
  const marks: ElementId[] = [];
  for (let left = reader.count(0, TOMBSTONES_MAX); left > 0; left--) marks.push(reader.id());
  const count = reader.count(0, TOMBSTONES_MAX);
  for (let n = 1; n <= count; n++) {
    const row = rows[reader.number()];
    const number = reader.number();
    const mark = number === 0 ? null : marks[number - 1];
    if (!row || row.standing.erased || mark === undefined) throw new Fault('count');
    row.standing.erased = n;
    row.standing.mark = mark;
  }
}
