import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Chip } from '~/ui/bits.tsx';
import type { DeckPage, LessonDeck } from '../../slides/deck.ts';
import { Addresses } from '../../slides/picture.ts';
import { Thumbnail } from '../../slides/Thumbnail.tsx';
import own from './decks.module.css';
import { PageView } from './PageView.tsx';

const LIBRARY = new Addresses(null);
/** Pages shown before one asks for all. */
const PAGES_FIRST = 12;

/** A deck's pages in small; each opens large. */
export function Pages({ deck }: { deck: LessonDeck }) {
  const [isAll, setAll] = useState(false);
  const [open, setOpen] = useState<DeckPage | null>(null);
  const shown = isAll ? deck.pages : deck.pages.slice(0, PAGES_FIRST);
  return (
    <>
      <ol class={own.pages}>
        {shown.map((page) => (
          <li key={page.page}>
            <button type="button" title={page.title ?? undefined} onClick={() => setOpen(page)}>
              <Thumbnail addresses={LIBRARY} deck={deck.id} page={page} />
              <span>
                <b class="figures">{page.label}</b> {page.title}
              </span>
              {page.notes && <Chip>{t('slides.has_notes')}</Chip>}
            </button>
          </li>
        ))}
      </ol>
      {deck.pages.length > shown.length && (
        <div>
          <Button size="small" look="quiet" onClick={() => setAll(true)}>
            {t('slides.show_all', { count: deck.pages.length })}
          </Button>
        </div>
      )}
      {open && (
        <PageView addresses={LIBRARY} deck={deck} start={open} onClose={() => setOpen(null)} />
      )}
    </>
  );
}
