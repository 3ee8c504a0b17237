// The parts of an edition as chapters of the lesson that played it.
import type { LessonEdition } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { partText } from '../editions/words.ts';
import type { PartNow } from '../room/wire.ts';

export interface Chapter {
  seq: number;
  at_ms: number;
  text: string;
}

/** Where each part began, by name; a part held and gone on with is one chapter. */
export function chapters(parts: readonly PartNow[], edition: LessonEdition | null): Chapter[] {
  const found: Chapter[] = [];
  let before: PartNow | null = null;
  for (const [seq, now] of parts.entries()) {
    const goesOn = before?.part === now.part && (now.held || before.held);
    before = now;
    if (goesOn) continue;
    const place = edition?.parts.findIndex((one) => one.part === now.part) ?? -1;
    const one = edition?.parts[place];
    const kind = one ? `${place + 1} · ${t(`editions.kind_${one.kind}`)} · ` : '';
    found.push({ seq, at_ms: now.since_ms, text: `${kind}${one ? partText(one) : now.part}` });
  }
  return found;
}
