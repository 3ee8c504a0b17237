import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { ChevronLeft, ChevronRight } from '~/ui/icons_ink.tsx';
import type { DeckPage, LessonDeck } from '../../slides/deck.ts';
import type { Addresses } from '../../slides/picture.ts';
import { SlidePage } from '../../slides/SlidePage.tsx';
import own from './decks.module.css';

interface PageViewProps {
  addresses: Addresses;
  deck: LessonDeck;
  start: DeckPage;
  onClose: () => void;
}

/** A page as the class will see it, with the notes that only its teacher reads. */
export function PageView({ addresses, deck, start, onClose }: PageViewProps) {
  const [at, setAt] = useState(() => deck.pages.indexOf(start));
  const page = deck.pages[at] ?? start;
  const go = (by: number) => setAt(Math.max(0, Math.min(deck.pages.length - 1, at + by)));
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight' || event.key === 'PageDown') go(1);
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') go(-1);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={page.title || t('slides.page', { label: page.label })} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows turn; the keys below do too. */}
      <div class={own.view} onKeyDown={press}>
        <div class={own.large} style={{ aspectRatio: `${page.width} / ${page.height}` }}>
          <SlidePage
            addresses={addresses}
            deck={deck.id}
            page={page}
            onPage={(to) =>
              setAt(
                Math.max(
                  0,
                  deck.pages.findIndex((one) => one.page === to),
                ),
              )
            }
          />
        </div>
        <p class={own.turn}>
          <IconButton label={t('slides.back')} disabled={at === 0} onClick={() => go(-1)}>
            <ChevronLeft size={22} />
          </IconButton>
          <span class="figures">
            {page.label} · {at + 1}/{deck.pages.length}
          </span>
          <IconButton
            label={t('slides.next')}
            disabled={at === deck.pages.length - 1}
            onClick={() => go(1)}
          >
            <ChevronRight size={22} />
          </IconButton>
        </p>
        {page.notes && (
          <section>
            <h3>{t('slides.notes')}</h3>
            <p class={own.notes}>{page.notes}</p>
          </section>
        )}
      </div>
    </Dialog>
  );
}
