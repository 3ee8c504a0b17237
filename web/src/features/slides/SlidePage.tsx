import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import type { DeckPage, PageClip, PageLink } from './deck.ts';
import { type Addresses, network, type Width, widthFor } from './picture.ts';
import css from './slides.module.css';
import { FULL, styleOf, watchFingers, type Zoom } from './zoom.ts';

interface SlidePageProps {
  addresses: Addresses;
  deck: string;
  page: DeckPage;
  /** Whether fingers look closer; else they draw. */
  canZoom?: boolean;
  /** Whether the page's links can be pressed. */
  hasLinks?: boolean;
  onPage?: (page: number) => void;
  onPicture?: (picture: HTMLImageElement | null) => void;
  /** What lies on it: ink. */
  children?: ComponentChildren;
}

/** The largest box of these proportions inside the element, in CSS pixels. */
export function useFit(box: RefObject<HTMLElement | null>, ratio: number) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const measure = () => {
      const { clientWidth, clientHeight } = node;
      const width = Math.floor(Math.min(clientWidth, clientHeight * ratio));
      setSize({ width, height: Math.round(width / ratio) });
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return;
    const watch = new ResizeObserver(measure);
    watch.observe(node);
    return () => watch.disconnect();
  }, [ratio]);
  return size;
}

/** One page as its picture, with its words for those who do not see it. */
export function SlidePage(props: SlidePageProps) {
  const { addresses, deck, page, canZoom = true, hasLinks = true } = props;
  const frame = useRef<HTMLDivElement>(null);
  const size = useFit(frame, page.width / page.height);
  const [zoom, setZoom] = useState(FULL);
  const latest = useRef<{ zoom: Zoom; canZoom: boolean }>({ zoom, canZoom });
  latest.current = { zoom, canZoom };
  useEffect(() => {
    if (!frame.current) return;
    return watchFingers(
      frame.current,
      () => latest.current.canZoom,
      () => latest.current.zoom,
      setZoom,
    );
  }, []);
  // Another page is seen whole first.
  useEffect(() => setZoom(FULL), [deck, page.page, canZoom]);
  const isClose = zoom.scale > 1;
  return (
    <div ref={frame} class={css.frame} data-close={isClose || undefined} data-zooms={canZoom}>
      <div
        class={css.sheet}
        style={{ width: `${size.width}px`, height: `${size.height}px`, transform: styleOf(zoom) }}
      >
        {size.width > 0 && (
          <Picture
            key={`${deck}/${page.page}`}
            {...{ addresses, deck, page }}
            cssWidth={size.width * (isClose ? 2 : 1)}
            onPicture={props.onPicture}
          />
        )}
        {props.children}
        {hasLinks && page.links?.map((link) => <Hot key={keyOf(link)} link={link} props={props} />)}
        {page.clips?.map((clip) => (
          <Clip key={clip.file} clip={clip} props={props} />
        ))}
      </div>
    </div>
  );
}

/** Sound or film where it stood in the document; each plays it for himself. */
function Clip({ clip, props }: { clip: PageClip; props: SlidePageProps }) {
  const { addresses, deck, page } = props;
  const all = {
    src: addresses.clip(deck, clip.file),
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

const keyOf = ({ x, y, url, page }: PageLink) => `${x},${y},${url ?? page}`;

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

/** A link of the document where it stood there. */
function Hot({ link, props }: { link: PageLink; props: SlidePageProps }) {
  const style = placeOf(link, props.page);
  const to = link.page;
  if (to) {
    if (!props.onPage) return null;
    const label = t('slides.to_page', { page: to });
    return (
      <button
        type="button"
        class={css.hot}
        style={style}
        aria-label={label}
        title={label}
        onClick={() => props.onPage?.(to)}
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

const RETRY_MS = [1_000, 3_000, 8_000, 20_000];

interface PictureProps {
  addresses: Addresses;
  deck: string;
  page: DeckPage;
  cssWidth: number;
  onPicture?: ((picture: HTMLImageElement | null) => void) | undefined;
}

function Picture({ addresses, deck, page, cssWidth, onPicture }: PictureProps) {
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
