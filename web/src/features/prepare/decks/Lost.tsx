import { t } from '~/lib/i18n.ts';
import css from '~/ui/Page.module.css';
import type { LessonDeck, Loss } from '../../slides/deck.ts';
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

function lossText({ kind, slides, count }: Loss): string {
  const known = KINDS.find((one) => one === kind);
  const pages = new Set(slides).size;
  return t(known ? `slides.lost_${known}` : 'slides.lost_unknown', { count: pages || count, kind });
}

/** What could not be kept, said before class and not found out in it. */
export function Lost({ deck }: { deck: LessonDeck }) {
  const failed = deck.pages.filter((one) => one.problem);
  const lost = (deck.lost ?? []).filter((one) => one.kind !== 'transition');
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

function listed(slides: readonly number[]): string {
  const some = slides.slice(0, 12).join(', ');
  return slides.length > 12 ? `${some} …` : some;
}
