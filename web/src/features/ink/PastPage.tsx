import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Board, CHALK, PAPER } from '../../../board/index.ts';
import { deckOf, inkName, type LessonDeck, pageOf, type Surface } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import { SlidePage } from '../slides/SlidePage.tsx';
import { readInkLog } from './api.ts';
import { type Drawn, InkReplay } from './ink_replay.ts';
import css from './past_page.module.css';
import { picturesUnder } from './pictures.ts';
import { Sight } from './sight.ts';

interface PastProps {
  /** Where the ink logs of the lesson lie, or for one that this device keeps the logs by surface. */
  log: string | Record<string, readonly Drawn[]>;
  addresses: Addresses;
  decks: readonly LessonDeck[];
  surface: Surface;
  positionMs: number;
  /** How much later than its entry a thing is shown. */
  shiftMs: number;
  /** Told of the page's picture when it is there. */
  onPicture?: (picture: HTMLImageElement | null) => void;
}

/** A slide or board of a lesson that is over, with its ink as it stood at a moment. */
export function PastPage({ log: logs, addresses, decks, surface, ...at }: PastProps) {
  const { positionMs, shiftMs, onPicture } = at;
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const name = inkName(decks, surface);
  const log = useInkLog(logs, name, shiftMs);
  const page = pageOf(decks, surface);
  const deck = deckOf(decks, surface);
  const ink = name && log && (log.length > 0 || surface.kind === 'board') && (
    <Ink key={name} {...{ name, log, positionMs, addresses, picture }} slideHeight={page?.height} />
  );
  if (surface.kind === 'board') return <>{ink}</>;
  if (!page || !deck) return <p class={css.wait}>{t('slides.loading')}</p>;
  return (
    <SlidePage
      addresses={addresses}
      deck={deck.id}
      page={page}
      onPicture={(found) => {
        setPicture(found);
        onPicture?.(found);
      }}
    >
      {ink}
    </SlidePage>
  );
}

/** What was drawn on a surface; kept once it was read. */
function useInkLog(logs: PastProps['log'], name: string | null, shiftMs: number): Drawn[] | null {
  const known = useRef(new Map<string, Drawn[]>());
  const [, setRead] = useState(0);
  useEffect(() => {
    if (!name || known.current.has(name)) return;
    let isGone = false;
    let timer = 0;
    const read = () =>
      (typeof logs === 'string' ? readInkLog(logs, name) : Promise.resolve(logs[name] ?? [])).then(
        (found) => {
          const moved = (one: Drawn) => ({ ...one, at_ms: Math.max(0, one.at_ms + shiftMs) });
          // Where nothing is moved it is the log itself: one that grows goes on here.
          const log = shiftMs === 0 ? (found as Drawn[]) : found.map(moved);
          known.current.set(name, log);
          if (!isGone) setRead((n) => n + 1);
        },
        () => {
          if (!isGone) timer = window.setTimeout(read, 3_000);
        },
      );
    void read();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [logs, name]);
  return (name && known.current.get(name)) || null;
}

interface InkProps {
  name: string;
  addresses: Addresses;
  log: readonly Drawn[];
  positionMs: number;
  slideHeight?: number | undefined;
  picture: HTMLImageElement | null;
}

function Ink({ name, log, positionMs, addresses, slideHeight, picture }: InkProps) {
  const box = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const replay = useRef<InkReplay | null>(null);
  const sight = useRef<Sight | null>(null);
  const from = useRef(addresses);
  from.current = addresses;
  useEffect(() => {
    if (!box.current) return;
    const pictures = picturesUnder(
      () => from.current.prefix,
      (url) => from.current.after(url),
    );
    const one = new Board(box.current, {
      ...pictures,
      surface: name,
      me: '',
      canWrite: false,
      palette: slideHeight === undefined ? CHALK : PAPER,
      labels: { board: t('ink.board'), text: t('ink.text') },
      ...(slideHeight !== undefined && { slideHeight }),
      ...(picture && { page: picture }),
      emit() {},
      emitLive() {},
      now: () => performance.now(),
    });
    board.current = one;
    replay.current = new InkReplay(name, log, one);
    replay.current.seek(positionMs);
    sight.current = slideHeight === undefined ? new Sight(one, box.current) : null;
    return () => {
      sight.current?.destroy();
      one.destroy();
    };
  }, [name, log]);
  useEffect(() => {
    if (replay.current?.seek(positionMs)) sight.current?.look();
  }, [positionMs]);
  useEffect(() => {
    if (slideHeight !== undefined) board.current?.setPage(picture);
  }, [picture]);
  return <div ref={box} style={{ position: 'absolute', inset: '0' }} />;
}
