import type { DeckLost } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import css from '~/ui/Page.module.css';
import type { LessonDeck } from '../../slides/deck.ts';
import own from './decks.module.css';

const KINDS = [
  'animation',
  'transition',
  'embedded_object',
  'macro',
  'font',
  'external_link',
  'media',
] as const;

function lossText({ kind, slides, count, names }: DeckLost): string {
  const known = KINDS.find((one) => one === kind);
  const values = { kind, count: new Set(slides).size || count, names: listed(names ?? []) };
  return t(known ? `slides.lost_${known}` : 'slides.lost_unknown', values);
}

/** What could not be kept, said before class and not found out in it. */
export function Lost({ deck }: { deck: LessonDeck }) {
  const failed = deck.pages.filter((one) => one.problem);
  const lost = deck.lost.filter((one) => one.kind !== 'transition');
  if (lost.length === 0 && failed.length === 0) return null;
  return (
    <div class={own.lost}>
      <p>{t('slides.lost')}</p>
      <ul>
        {failed.length > 0 && (
          <li>
            {t('slides.lost_pages', {
              count: failed.length,
              labels: failed.map((one) => one.label).join(', '),
            })}
          </li>
        )}
        {lost.map((one) => (
          <li key={one.kind}>
            {lossText(one)}{' '}
            {one.slides.length > 0 && (
              <span class={css.soft}>
                {t('slides.on_pages', { count: one.slides.length, labels: listed(one.slides) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function listed(all: readonly (number | string)[]): string {
  const some = all.slice(0, 12).join(', ');
  return all.length > 12 ? `${some} …` : some;
}
