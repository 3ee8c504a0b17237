import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DeckPage } from './deck.ts';
import { Picture } from './Picture.tsx';
import { Clip, Hot, keyOf } from './Placed.tsx';
import type { Addresses } from './picture.ts';
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
        {hasLinks &&
          page.links?.map((link) => (
            <Hot key={keyOf(link)} link={link} page={page} onPage={props.onPage} />
          ))}
        {page.clips?.map((clip) => (
          <Clip key={`${deck}/${clip.file}`} {...{ addresses, deck, page, clip }} />
        ))}
      </div>
    </div>
  );
}
