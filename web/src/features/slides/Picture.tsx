import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import type { DeckPage } from './deck.ts';
import { type Addresses, network, type Width, widthFor } from './picture.ts';
import css from './slides.module.css';

const RETRY_MS = [1_000, 3_000, 8_000, 20_000];

interface PictureProps {
  addresses: Addresses;
  deck: string;
  page: DeckPage;
  cssWidth: number;
  onPicture?: ((picture: HTMLImageElement | null) => void) | undefined;
}

/** A page's picture; until it is there, its name, and when it does not come, its text. */
export function Picture({ addresses, deck, page, cssWidth, onPicture }: PictureProps) {
  const id = useId();
  const [width, setWidth] = useState<Width>(() => widthFor(cssWidth, devicePixelRatio, network()));
  const [isThere, setThere] = useState(false);
  const [tries, setTries] = useState(0);
  const timer = useRef(0);
  const words = useWords(addresses, deck, page, isThere || tries > 0);
  const wanted = widthFor(cssWidth, devicePixelRatio, network());
  // Only ever sharper: a larger picture stays when the window shrinks.
  useEffect(() => {
    if (wanted > width && tries === 0) setWidth(wanted);
  }, [wanted]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const again = () => {
    clearTimeout(timer.current);
    setTries(tries + 1);
  };
  if (page.problem) {
    return (
      <div class={css.words} role="img" aria-label={t('slides.page', { label: page.label })}>
        <b>{page.title}</b>
        <p>{t('slides.page_failed')}</p>
        <p>{words}</p>
      </div>
    );
  }
  const src = `${addresses.picture(deck, page.page, width)}${tries > 0 ? `?again=${tries}` : ''}`;
  return (
    <>
      <img
        key={tries}
        class={css.picture}
        alt={t('slides.page_named', { label: page.label, title: page.title ?? '' })}
        aria-describedby={words ? id : undefined}
        data-there={isThere || undefined}
        draggable={false}
        fetchpriority="high"
        src={src}
        onLoad={(event) => {
          setThere(true);
          onPicture?.(event.currentTarget);
        }}
        onError={() => {
          if (isThere) return;
          setWidth(640);
          const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)];
          timer.current = window.setTimeout(again, wait);
          void addresses.after(src).then((fresh) => {
            if (!fresh) return;
            // It comes by itself, by its new address.
            clearTimeout(timer.current);
            setWidth(wanted);
          });
        }}
      />
      {!isThere && (
        <div class={css.words}>
          <b>{page.title ?? t('slides.page', { label: page.label })}</b>
          {tries === 0 ? (
            <p>{t('slides.loading')}</p>
          ) : (
            <>
              <p>{words}</p>
              <button type="button" class={css.again} onClick={again}>
                {t('slides.load_again')}
              </button>
            </>
          )}
        </div>
      )}
      {words && isThere && (
        <p class="visually-hidden" id={id}>
          {words}
        </p>
      )}
    </>
  );
}

/** The page's text, once its picture is there or has failed to come. */
function useWords(addresses: Addresses, deck: string, page: DeckPage, isDue: boolean): string {
  const [words, setWords] = useState('');
  useEffect(() => {
    if (!isDue) return;
    let isGone = false;
    fetch(addresses.text(deck, page.page), { credentials: 'same-origin' })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found: { text?: string } | null) => {
        if (!isGone) setWords(found?.text ?? '');
      })
      .catch(() => {});
    return () => {
      isGone = true;
    };
  }, [isDue]);
  return words;
}
