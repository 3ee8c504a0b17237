// A surface as a snapshot; snapshot.ts reads it.
import { type Element, IN_PLACE, type Surface } from '../state/surface.ts';
import { begin, writeContent, writePlacement } from './encode.ts';
import { BACKGROUNDS } from './operation.ts';
import { SNAPSHOT } from './snapshot.ts';

function numbered<K>(keys: Iterable<K>): Map<K, number> {
  const numbers = new Map<K, number>();
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return numbers;
}

export function encodeSnapshot(surface: Surface): Uint8Array {
  const { elements, tombstones } = surface;
  const writer = begin(SNAPSHOT, surface.name);
  writer.byte(BACKGROUNDS.indexOf(surface.background));
  const authors = numbered(elements.map(({ by }) => by));
  writer.number(authors.size);
  for (const author of authors.keys()) writer.person(author);
  writer.number(elements.length);
  for (const { id, by, placement, content } of elements) {
    writer.id(id);
    writer.number(2 * (authors.get(by) as number) + (placement === IN_PLACE ? 0 : 1));
    if (placement !== IN_PLACE) writePlacement(writer, placement);
    writeContent(writer, content);
  }
  const marks = numbered(tombstones.flatMap(({ mark }) => (mark === null ? [] : [mark])));
  writer.number(marks.size);
  for (const mark of marks.keys()) writer.id(mark);
  const places = new Map<Element, number>(elements.map((element, n) => [element, n]));
  writer.number(tombstones.length);
  for (const element of tombstones) {
    writer.number(places.get(element) as number);
    writer.number(element.mark === null ? 0 : 1 + (marks.get(element.mark) as number));
  }
  return writer.done();
}
