import { useQuery } from '@tanstack/preact-query';
import { useId, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Select, TextArea } from '~/ui/Field.tsx';
import { Told } from '~/ui/Live.tsx';
import page from '~/ui/Page.module.css';
import { ownDecks } from '../slides/api.ts';
import type { Deck, DeckPage } from '../slides/deck.ts';
import { Thumbnail } from '../slides/Thumbnail.tsx';
import css from './editions.module.css';
import { LIBRARY, useDeck } from './OwnPage.tsx';

export interface Picked {
  deck: string;
  page: number;
  text: string | null;
}

interface PickerProps {
  /** What is chosen already. */
  start?: Picked;
  /** Where a new one is put. */
  where?: string;
  onPick: (picked: Picked) => void;
  onClose: () => void;
}

/** One's own decks in every school in which one teaches, newest first. */
async function allOwnDecks(): Promise<Deck[]> {
  const schools = (me.peek()?.memberships ?? []).flatMap((one) =>
    one.school && one.role !== 'learner' ? [one.school.id] : [],
  );
  const lists = await Promise.all([...new Set(schools)].map(ownDecks));
  return lists.flat();
}

/** Chooses a page of one's own slides by its picture. */
export function PagePicker({ start, where, onPick, onClose }: PickerProps) {
  const decks = useQuery({ queryKey: ['own_decks', 'all'], queryFn: allOwnDecks, staleTime: 0 });
  const ready = decks.data?.filter((one) => one.state === 'ready') ?? [];
  const isMaking = decks.data?.some((one) => one.state === 'waiting' || one.state === 'converting');
  return (
    <Dialog title={t('editions.choose_page')} onClose={onClose}>
      {where && <p class={css.where}>{where}</p>}
      {decks.isPending && <Skeleton rows={3} />}
      {decks.isError && <ErrorState error={decks.error} onRetry={() => void decks.refetch()} />}
      {decks.isSuccess && isMaking && <Told class={page.soft}>{t('editions.decks_coming')}</Told>}
      {decks.isSuccess && ready.length === 0 && (
        <EmptyState
          drawing="board"
          title={t('editions.no_decks')}
          text={t('editions.no_decks_text')}
        >
          <ButtonLink href="/lessons" look="primary">
            {t('editions.to_upload')}
          </ButtonLink>
        </EmptyState>
      )}
      {ready.length > 0 && <Choosing {...{ start, onPick, onClose }} decks={ready} />}
    </Dialog>
  );
}

interface ChoosingProps extends Omit<PickerProps, 'start' | 'where'> {
  start: Picked | undefined;
  decks: Deck[];
}

function Choosing({ start, decks, onPick, onClose }: ChoosingProps) {
  const [deck, setDeck] = useState(start?.deck ?? decks[0]?.id ?? '');
  const [chosen, setChosen] = useState<number | null>(start?.page ?? null);
  const [text, setText] = useState(start?.text ?? '');
  const [isTried, setTried] = useState(false);
  const problem = useId();
  const pages = useDeck(deck);
  const submit = (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (chosen === null || !pages.data) return;
    onPick({ deck, page: chosen, text: text.trim() || null });
    onClose();
  };
  return (
    <form class={css.picker} onSubmit={submit} noValidate>
      <Select
        label={t('editions.deck')}
        value={deck}
        onValue={(id) => {
          setDeck(id);
          setChosen(null);
        }}
        options={decks.map((one) => ({ value: one.id, text: one.title }))}
      />
      {pages.isPending && <Skeleton rows={2} height={96} />}
      {pages.isError && <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.data && (
        <PageGrid
          deck={deck}
          pages={pages.data.pages}
          chosen={chosen}
          described={isTried && chosen === null ? problem : undefined}
          onChoose={setChosen}
        />
      )}
      {isTried && chosen === null && (
        <Told class={css.missing}>
          <span id={problem}>{t('editions.choose_page_first')}</span>
        </Told>
      )}
      <TextArea
        label={t('editions.slide_text')}
        optional={t('prepare.optional')}
        hint={t('editions.slide_hint')}
        rows={2}
        value={text}
        maxLength={500}
        onValue={setText}
      />
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <Button look="primary" type="submit">
          {t(start ? 'core.save' : 'editions.insert')}
        </Button>
      </DialogActions>
    </form>
  );
}

interface GridProps {
  deck: string;
  pages: readonly DeckPage[];
  chosen: number | null;
  described: string | undefined;
  onChoose: (page: number) => void;
}

/** Arrow keys go from page to page, as among radio buttons everywhere. */
function PageGrid({ deck, pages, chosen, described, onChoose }: GridProps) {
  const name = useId();
  return (
    <fieldset class={css.pages} aria-describedby={described}>
      <legend>{t('editions.pages')}</legend>
      <div class={css.grid} data-scrolls>
        {pages.map((one) => (
          <label key={one.page} data-chosen={one.page === chosen || undefined}>
            <input
              type="radio"
              name={name}
              checked={one.page === chosen}
              onChange={() => onChoose(one.page)}
            />
            <Thumbnail addresses={LIBRARY} deck={deck} page={one} />
            <span>
              <span class="visually-hidden">{t('editions.page', { page: one.label })}</span>
              <b class="figures" aria-hidden="true">
                {one.label}
              </b>{' '}
              {one.title}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
