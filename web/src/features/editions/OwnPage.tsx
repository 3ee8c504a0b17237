import { useQuery } from '@tanstack/preact-query';
import type { Edition, EditionPart } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { editionDecks, oneDeck } from '../slides/api.ts';
import type { LessonDeck } from '../slides/deck.ts';
import { Addresses } from '../slides/picture.ts';
import { SlidePage } from '../slides/SlidePage.tsx';
import { Thumbnail } from '../slides/Thumbnail.tsx';
import css from './editions.module.css';

export type SlidePart = Extract<EditionPart, { kind: 'slide' }>;

export const LIBRARY = new Addresses(null);

/** One of one's own decks with its pages. */
export function useDeck(deck: string | null) {
  return useQuery({
    queryKey: ['deck', deck],
    queryFn: () => oneDeck(deck as string),
    enabled: deck !== null,
    retry: false,
  });
}

const pageIn = (decks: readonly LessonDeck[] | undefined, { deck, page }: SlidePart) =>
  decks?.find((one) => one.id === deck)?.pages.find((one) => one.page === page);

/** A page that was put in, as large as the stage. Who made the edition sees it unsaved too. */
export function OwnPage({ edition, one }: { edition: Edition; one: SlidePart }) {
  const isOwn = edition.may_edit;
  const own = useDeck(isOwn ? one.deck : null);
  const shared = useQuery({
    queryKey: ['edition', edition.id, 'decks'],
    queryFn: () => editionDecks(edition.id),
    enabled: !isOwn,
  });
  const found = isOwn ? own : shared;
  const page = pageIn(isOwn ? own.data && [own.data] : shared.data, one);
  const addresses = isOwn ? LIBRARY : new Addresses(`/api/editions/${edition.id}`);
  if (page) return <SlidePage addresses={addresses} deck={one.deck} page={page} />;
  return (
    <div class={css.veil}>
      {found.isPending && <Skeleton rows={1} height={120} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      {found.isSuccess && <p class={css.words}>{t('editions.page_gone')}</p>}
    </div>
  );
}

/** The same in small, in the list of parts. */
export function OwnThumbnail({ one }: { one: SlidePart }) {
  const { data, isError } = useDeck(one.deck);
  const page = pageIn(data && [data], one);
  if (!page && (isError || data)) return <small>{t('editions.page_gone')}</small>;
  return (
    <span class={css.thumb} aria-hidden="true">
      {page && <Thumbnail addresses={LIBRARY} deck={one.deck} page={page} />}
    </span>
  );
}
