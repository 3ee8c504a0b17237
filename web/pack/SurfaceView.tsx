import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Board } from '../board/board.ts';
import type { Clock } from './clock.ts';
import { drawnFormula } from './formulas.ts';
import type { Surface, Surfaces } from './surfaces.ts';
import { t } from './texts.ts';

/** Where a document may lead: never to a script that would run in this page. */
const HARMLESS = /^(https?|mailto):/i;
/** Units of a slide's width, as ink counts them. */
const SLIDE_WIDTH = 16_000;

/** A page with the ink that was on it at the clock's time. */
export function SurfaceView(props: { surface: Surface; surfaces: Surfaces; clock: Clock }) {
  const { surface, surfaces, clock } = props;
  const page = surfaces.page(surface);
  const name = surfaces.name(surface);
  const ratio = page ? page.height / page.width : 9 / 16;
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame, ratio);
  const label =
    surface.kind === 'board'
      ? t('board_page', { n: surface.board })
      : t('slide_page', { n: page?.label ?? '' });
  return (
    <div class="surface" ref={frame}>
      {surface.kind === 'slide' && !page && <p class="missing">{t('page_missing')}</p>}
      <div class="sheet" style={{ width: `${width}px`, height: `${width * ratio}px` }}>
        {page?.picture && <img src={page.picture} alt={page.text ?? page.title ?? label} />}
        {name && (
          <Ink
            key={name}
            name={name}
            height={page ? Math.round(ratio * SLIDE_WIDTH) : null}
            surfaces={surfaces}
            clock={clock}
            label={label}
          />
        )}
        {page?.clips.map((clip) => (
          // biome-ignore lint/a11y/useMediaCaption: a deck's clips have no captions
          <video
            key={clip.file}
            class="clip"
            src={`clips/${surface.kind === 'slide' ? surface.deck : ''}/${clip.file}`}
            controls
            preload="none"
            style={place(clip, page)}
          />
        ))}
        {page?.links.map((link) =>
          link.url && HARMLESS.test(link.url) ? (
            <a
              key={`${link.x} ${link.y}`}
              class="link"
              href={link.url}
              target="_blank"
              rel="noreferrer"
              style={place(link, page)}
            >
              <span class="hidden">{link.url}</span>
            </a>
          ) : null,
        )}
      </div>
    </div>
  );
}

/** The widest that a sheet of this proportion may be in a frame. */
function useWidth(frame: RefObject<HTMLDivElement | null>, ratio: number): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () =>
      setWidth(Math.floor(Math.min(element.clientWidth, element.clientHeight / ratio)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [frame, ratio]);
  return width;
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

function place(box: Box, page: { width: number; height: number }) {
  const part = (value: number, whole: number) => `${(100 * value) / whole}%`;
  return {
    left: part(box.x, page.width),
    top: part(box.y, page.height),
    width: part(box.w, page.width),
    height: part(box.h, page.height),
  };
}

interface InkProps {
  name: string;
  height: number | null;
  surfaces: Surfaces;
  clock: Clock;
  label: string;
}

/** Ink as it stood at the clock's time: on from there step by step, and back from the beginning. */
function Ink({ name, height, surfaces, clock, label }: InkProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<{ board: Board; count: number } | null>(null);
  const { value: positionMs } = clock.positionMs;
  const steps = surfaces.steps(name);
  useEffect(() => {
    return () => {
      shown.current?.board.destroy();
      shown.current = null;
    };
  }, []);
  useEffect(() => {
    const host = place.current;
    if (!host) return;
    const wanted = countUntil(steps, positionMs);
    if (!shown.current || wanted < shown.current.count) {
      shown.current?.board.destroy();
      shown.current = { board: openBoard(host, name, height, label), count: 0 };
    }
    const { board } = shown.current;
    const hasMore = wanted > shown.current.count;
    for (const step of steps.slice(shown.current.count, wanted)) {
      try {
        board.apply(step.op, step.by);
      } catch {
        // An operation of a later release: what follows may still be drawn.
      }
    }
    shown.current.count = wanted;
    // A board without an edge is shown as far as there is something on it.
    if (hasMore) board.showAll();
  }, [positionMs, steps, name, height, label]);
  return <div class="ink" data-over={height !== null || undefined} ref={place} />;
}

function countUntil(steps: { atMs: number }[], ms: number): number {
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.atMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

function openBoard(host: HTMLElement, surface: string, height: number | null, label: string) {
  return new Board(host, {
    surface,
    me: '',
    ...(height === null ? {} : { slideHeight: height }),
    canWrite: false,
    labels: { board: label, text: label },
    image: packed,
    formula: drawnFormula,
    emit: () => {},
    emitLive: () => {},
    now: () => performance.now(),
  });
}

/** A picture on a board; the pack holds each. */
async function packed(file: string): Promise<HTMLImageElement | null> {
  const image = new Image();
  image.src = `ink/${file}`;
  // What is not in the folder will not come later.
  return image.decode().then(
    () => image,
    () => null,
  );
}
