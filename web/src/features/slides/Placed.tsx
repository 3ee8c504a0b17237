// What stands at a place of a page: links, sound and film.
import { useState } from 'preact/hooks';
import type { DeckClip, DeckLink, DeckPage } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import type { Addresses } from './picture.ts';
import css from './slides.module.css';

interface ClipProps {
  addresses: Addresses;
  deck: string;
  page: DeckPage;
  clip: DeckClip;
}

/** Sound or film where it stood in the document; each plays it for himself. */
export function Clip({ addresses, deck, page, clip }: ClipProps) {
  // What plays is not begun anew because the page has other addresses by now.
  const [src, setSrc] = useState(() => addresses.clip(deck, clip.file));
  const newer = async () => {
    const known = addresses.clip(deck, clip.file);
    return known === src ? (await addresses.after(src))?.clip(deck, clip.file) : known;
  };
  const all = {
    src,
    onError: ({ currentTarget: player }: { currentTarget: HTMLMediaElement }) => {
      const at = player.currentTime;
      void newer().then((found) => {
        if (!found) return;
        setSrc(found);
        goOn(player, at);
      });
    },
    style: placeOf(clip, page),
    'aria-label': t('slides.clip', { label: page.label }),
  };
  // A document's own sound and film come without captions.
  return clip.mime.startsWith('audio/') ? (
    <audio controls preload="none" {...all} />
  ) : (
    <video controls playsInline preload="none" {...all} />
  );
}

/** Plays from where it stopped once it comes from its new address; a press began it. */
function goOn(player: HTMLMediaElement, at: number): void {
  const place = () => {
    player.currentTime = at;
    player.play().catch(() => {});
  };
  player.addEventListener('loadedmetadata', place, { once: true });
  player.preload = 'metadata';
}

export const keyOf = ({ x, y, url, page }: DeckLink) => `${x},${y},${url ?? page}`;

function placeOf(
  { x, y, w, h }: { x: number; y: number; w: number; h: number },
  { width, height }: DeckPage,
) {
  const part = (value: number, of: number) => `${(value / of) * 100}%`;
  return {
    position: 'absolute' as const,
    left: part(x, width),
    top: part(y, height),
    width: part(w, width),
    height: part(h, height),
  };
}

interface HotProps {
  link: DeckLink;
  page: DeckPage;
  onPage: ((page: number) => void) | undefined;
}

/** A link of the document where it stood there. */
export function Hot({ link, page, onPage }: HotProps) {
  const style = placeOf(link, page);
  const to = link.page;
  if (to) {
    if (!onPage) return null;
    const label = t('slides.to_page', { page: to });
    return (
      <button
        type="button"
        class={css.hot}
        style={style}
        aria-label={label}
        title={label}
        onClick={() => onPage(to)}
      />
    );
  }
  // Whatever a document says, only these lead anywhere.
  const url = link.url ?? '';
  if (!/^(https?:|mailto:)/i.test(url)) return null;
  return (
    <a
      class={css.hot}
      style={style}
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      title={url}
    >
      <span class="visually-hidden">{url}</span>
    </a>
  );
}
