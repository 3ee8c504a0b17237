import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Swap } from '~/ui/icons_ink.tsx';
import { Board, CHALK, PAPER } from '../../../board/index.ts';
import { readInkLog } from '../ink/api.ts';
import { Sight } from '../ink/sight.ts';
import { deckOf, inkName, type LessonDeck, pageOf, type Surface } from '../slides/deck.ts';
import { Addresses, network, Prefetch, widthFor } from '../slides/picture.ts';
import { SlidePage } from '../slides/SlidePage.tsx';
import { type Drawn, InkReplay } from './ink_replay.ts';
import { type Stop, surfaceAt, type Turn } from './pages.ts';
import css from './replay_slides.module.css';

export interface SlidesProps {
  lesson: string;
  /** Where the lesson's pictures of pages lie. */
  prefix: string;
  turns: readonly Turn[];
  stops: readonly Stop[];
  decks: readonly LessonDeck[];
  positionMs: number;
  /** How much later than its entry a thing is shown. */
  shiftMs: number;
  hasPicture: boolean;
  isSwapped: boolean;
  onSwap: () => void;
}

/** On the stage of a replay: what the class was shown at this moment, with its ink. */
export default function ReplaySlides(props: SlidesProps) {
  const { turns, positionMs, prefix, hasPicture, isSwapped } = props;
  const surface = surfaceAt(turns, positionMs);
  const addresses = useMemo(() => new Addresses(prefix), [prefix]);
  if (surface.kind === 'none') return null;
  const isTile = isSwapped && hasPicture;
  return (
    <>
      <div class={css.layer} data-tile={isTile || undefined}>
        <Shown {...props} surface={surface} addresses={addresses} />
      </div>
      {hasPicture && (
        <button
          type="button"
          class={css.tileKey}
          aria-label={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          title={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          onClick={props.onSwap}
        >
          <Swap size={18} />
        </button>
      )}
    </>
  );
}

function Shown(props: SlidesProps & { surface: Surface; addresses: Addresses }) {
  const { surface, addresses, decks, lesson, positionMs, shiftMs, stops } = props;
  const [picture, setPicture] = useState<HTMLImageElement | null>(null);
  const prefetch = useRef(new Prefetch());
  // What comes next, as wide as what is there.
  useEffect(() => {
    if (!picture?.isConnected) return;
    const width = widthFor(picture.clientWidth, devicePixelRatio, network());
    const coming = stops.filter((one) => one.at_ms > positionMs).slice(0, 2);
    prefetch.current.want(
      coming.flatMap(({ surface: to }) =>
        to.kind === 'slide' ? [addresses.picture(to.deck, to.page, width)] : [],
      ),
    );
  }, [picture, addresses, stops]);
  const name = inkName(decks, surface);
  const log = useInkLog(lesson, name, shiftMs);
  const page = pageOf(decks, surface);
  const deck = deckOf(decks, surface);
  const ink = name && log && (log.length > 0 || surface.kind === 'board') && (
    <Ink key={name} {...{ name, log, positionMs, picture }} slideHeight={page?.height} />
  );
  if (surface.kind === 'board') return <>{ink}</>;
  if (!page || !deck) return <p class={css.wait}>{t('slides.loading')}</p>;
  return (
    <SlidePage addresses={addresses} deck={deck.id} page={page} onPicture={setPicture}>
      {ink}
    </SlidePage>
  );
}

/** What was drawn on a surface; kept once it was read. */
function useInkLog(lesson: string, name: string | null, shiftMs: number): Drawn[] | null {
  const known = useRef(new Map<string, Drawn[]>());
  const [, setRead] = useState(0);
  useEffect(() => {
    if (!name || known.current.has(name)) return;
    let isGone = false;
    let timer = 0;
    const read = () =>
      readInkLog(lesson, name).then(
        (found) => {
          const log = found.map((one) => ({ ...one, at_ms: Math.max(0, one.at_ms + shiftMs) }));
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
  }, [lesson, name]);
  return (name && known.current.get(name)) || null;
}

interface InkProps {
  name: string;
  log: readonly Drawn[];
  positionMs: number;
  slideHeight?: number | undefined;
  picture: HTMLImageElement | null;
}

function Ink({ name, log, positionMs, slideHeight, picture }: InkProps) {
  const box = useRef<HTMLDivElement>(null);
  const board = useRef<Board | null>(null);
  const replay = useRef<InkReplay | null>(null);
  const sight = useRef<Sight | null>(null);
  useEffect(() => {
    if (!box.current) return;
    const one = new Board(box.current, {
      surface: name,
      me: '',
      canWrite: false,
      palette: slideHeight === undefined ? CHALK : PAPER,
      labels: { board: t('ink.board'), text: t('ink.text'), formula: t('ink.formula') },
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
