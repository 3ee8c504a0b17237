// What parts are called.
import type { EditionCredit, EditionPart } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import type { Spot } from './parts.ts';

/** A part in a few words. */
export function partText(one: EditionPart): string {
  switch (one.kind) {
    case 'passage':
      return t('editions.span', { from: clockText(one.from_ms), to: clockText(one.to_ms) });
    case 'slide':
      return one.text || t('editions.page', { page: one.page });
    case 'question':
      return one.question.prompt.stem;
    case 'pause':
      return one.text;
  }
}

/** Where something new is put, for who is about to put it there. */
export function spotText(parts: readonly EditionPart[], { at, splits }: Spot, ms: number): string {
  if (splits !== null) return t('editions.put_within', { place: at, time: clockText(ms) });
  return at === 0
    ? t('editions.put_first')
    : t('editions.put_after', { place: at, of: parts.length });
}

/** Whose the recorded lesson is, in one line. */
export function creditText({ title, teachers, school }: EditionCredit): string {
  return t('editions.credit', { title, teachers: teachers.join(t('editions.and')), school });
}
