import { useEffect, useState } from 'preact/hooks';
import { loadTexts, t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { Swap } from '~/ui/icons_ink.tsx';
import type { InkLayer } from '../../ink/InkLayer.tsx';
import { SlidePage } from '../../slides/SlidePage.tsx';
import type { RoomStore } from '../store.ts';
import { useLater } from '../use_later.ts';
import { type Desk, deskOf } from './desk.ts';
import { isPageShown } from './shown.ts';
import css from './slide_layer.module.css';

/** On the stage: the slide or board with its ink, and the key that swaps it with the picture. */
export default function SlideLayer({ store }: { store: RoomStore }) {
  const desk = deskOf(store);
  const { show } = desk;
  const surface = show.surface.value;
  const isShown = surface.kind !== 'none';
  const hasTile = isShown && store.isOnAir.value;
  const isTile = isShown && show.isSwapped.value && hasTile;
  useEffect(() => {
    store.shows.value = !isShown ? 'picture' : isTile ? 'swapped' : 'slide';
    store.hasTile.value = show.showsTile.value;
  });
  useEffect(
    () => () => {
      store.shows.value = 'picture';
    },
    [store],
  );
  useSaid(nameOf(desk));
  if (!isShown) return null;
  return (
    <>
      <div
        class={css.layer}
        data-tile={isTile || undefined}
        data-hidden={(isTile && !show.showsTile.value) || undefined}
      >
        {surface.kind === 'slide' ? <Slide desk={desk} /> : <WhiteBoard desk={desk} />}
      </div>
      {hasTile && show.showsTile.value && (
        <button
          type="button"
          class={css.tileKey}
          aria-label={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          title={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          onClick={() => {
            show.isSwapped.value = !show.isSwapped.value;
          }}
        >
          <Swap size={18} />
        </button>
      )}
    </>
  );
}

/** What is shown, in words. */
function nameOf({ show }: Desk): string | null {
  const surface = show.surface.value;
  if (surface.kind === 'board') return t('slides.board', { number: surface.board });
  const page = show.page.value;
  return page ? t('slides.page_named', { label: page.label, title: page.title ?? '' }) : null;
}

const fetchInk = () => Promise.all([import('../../ink/InkLayer.tsx'), loadTexts('ink')]);

/** The board's engine comes with the first page, so that no ink has to wait for it. */
function Ink(props: Parameters<typeof InkLayer>[0]) {
  const parts = useLater(fetchInk);
  const part = parts?.[0];
  return part ? <part.InkLayer {...props} /> : null;
}

function Slide({ desk }: { desk: Desk }) {
  const { show } = desk;
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const deck = show.deck.value;
  const page = show.page.value;
  const ink = show.ink.value;
  // Not before the page that is shown is there: it needs all the line. One that has been taken
  // away is the page before.
  useEffect(() => {
    isPageShown.value ||= picture !== null;
    const ahead = () => picture?.isConnected && desk.prefetch(picture.clientWidth);
    if (picture?.isConnected) fetchInk().then(ahead, ahead);
  }, [deck, page, picture]);
  if (!deck || !page || !ink) {
    return <p class={css.wait}>{t('slides.loading')}</p>;
  }
  const writes = desk.mayWrite.value && !show.isAstray.value;
  const canInk = writes || desk.hasInk(ink);
  return (
    <SlidePage
      addresses={show.addresses.value}
      deck={deck.id}
      page={page}
      canZoom={!writes}
      hasLinks={!writes}
      onPage={(to) => show.look({ kind: 'slide', deck: deck.id, page: to })}
      onPicture={setPicture}
    >
      {canInk && (
        <Ink
          host={desk}
          surface={ink}
          slideHeight={page.height}
          picture={picture}
          canWrite={writes}
          onBoard={desk.onBoard}
        />
      )}
    </SlidePage>
  );
}

function WhiteBoard({ desk }: { desk: Desk }) {
  const ink = desk.show.ink.value;
  if (!ink) return null;
  const writes = desk.mayWrite.value && !desk.show.isAstray.value;
  return <Ink host={desk} surface={ink} canWrite={writes} onBoard={desk.onBoard} />;
}
