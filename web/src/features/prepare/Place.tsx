import type { PreparedQuestion } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Select } from '~/ui/Field.tsx';
import type { LessonDeck } from '../slides/deck.ts';
import type { After, Placed } from '../slides/order.ts';

interface PlaceProps {
  one: PreparedQuestion & Placed;
  decks: readonly LessonDeck[];
  onPlace: (after: After | null) => void;
}

/** Behind which page a question comes in class. */
export function Place({ one, decks, onPlace }: PlaceProps) {
  const ready = decks.filter((deck) => deck.pages.length > 0);
  if (ready.length === 0) return null;
  const value = one.after ? `${one.after.deck}/${one.after.page}` : '';
  const pages = ready.flatMap((deck) =>
    deck.pages.map((page) => {
      const parts = ready.length > 1 ? [deck.title, page.title] : [page.title];
      const title = parts.filter(Boolean).join(' · ');
      const text = t('slides.place_after', { label: page.label, title });
      return { value: `${deck.id}/${page.page}`, text };
    }),
  );
  const isGone = value !== '' && !pages.some((page) => page.value === value);
  return (
    <Select
      label={t('slides.place')}
      value={isGone ? '' : value}
      options={[{ value: '', text: t('slides.place_none') }, ...pages]}
      onValue={(next) => {
        const [deck = '', page = ''] = next.split('/');
        onPlace(deck ? { deck, page: Number(page) } : null);
      }}
    />
  );
}
