// What was changed in an edition and the server does not have yet: it outlives the page.
import type { EditionPart } from '~/api/shapes.ts';
import { forgetDraft, readDraft } from '~/lib/draft.ts';
import { remember } from '~/lib/settings.ts';
import type { Shape } from '~/lib/shape.ts';

export interface Unsaved {
  title: string;
  parts: EditionPart[];
  /** The version that was changed: what was saved elsewhere meanwhile is not written over. */
  version: number;
}

const nameOf = (edition: string) => `edition.${edition}.work`;

export function unsavedOf(edition: string): Unsaved | null {
  return readDraft(nameOf(edition), unsaved);
}

export function keepUnsaved(edition: string, work: Unsaved): void {
  remember(`draft.${nameOf(edition)}`, JSON.stringify(work));
}

export function forgetUnsaved(edition: string): void {
  forgetDraft(nameOf(edition));
}

/** All of it or nothing: an edition without some of its parts is another one. */
const unsaved: Shape<Unsaved> = (found) => {
  const { title, parts, version } = (found ?? {}) as Partial<Record<keyof Unsaved, unknown>>;
  if (typeof title !== 'string' || !Number.isInteger(version) || !Array.isArray(parts)) {
    return undefined;
  }
  if (parts.length === 0 || !parts.every(isPart)) return undefined;
  return { title, parts, version: version as number };
};

function isPart(found: unknown): found is EditionPart {
  if (typeof found !== 'object' || found === null) return false;
  const one = found as Record<string, unknown>;
  const isWhole = (name: string) => Number.isInteger(one[name]);
  if (!isWhole('part')) return false;
  if (one.kind === 'passage') return isWhole('from_ms') && isWhole('to_ms');
  if (one.kind === 'slide') return typeof one.deck === 'string' && isWhole('page');
  if (one.kind === 'pause') return typeof one.text === 'string';
  const { prompt } = (one.question ?? {}) as { prompt?: { stem?: unknown } };
  return one.kind === 'question' && typeof prompt?.stem === 'string';
}
