import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import type { DeckPage } from './deck.ts';
import type { Addresses } from './picture.ts';
import css from './slides.module.css';

/** A page in small; what cannot be fetched is named. */
export function Thumbnail(props: { addresses: Addresses; deck: string; page: DeckPage }) {
  const { addresses, deck, page } = props;
  const [isGone, setGone] = useState(Boolean(page.problem));
  const src = addresses.picture(deck, page.page, 640);
  return (
    <span class={css.thumbnail} style={{ aspectRatio: `${page.width} / ${page.height}` }}>
      {isGone ? (
        <span>{page.title ?? t('slides.page', { label: page.label })}</span>
      ) : (
        <img
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          src={src}
          onError={() => void addresses.after(src).then((fresh) => fresh || setGone(true))}
        />
      )}
    </span>
  );
}
