// What parts are called.
import type { EditionCredit, EditionPart } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';

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

/** Whose the recorded lesson is, in one line. */
export function creditText({ title, teachers, school }: EditionCredit): string {
  return t('editions.credit', { title, teachers: teachers.join(t('editions.and')), school });
}
