import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { ChevronLeft, ChevronRight } from '~/ui/icons_ink.tsx';
import { ownOf } from './own.ts';
import { PAGE_SIZES, type Paged, paged, turnedBy } from './paging.ts';
import type { StageRoom } from './room.ts';
import { standing } from './room.ts';
import css from './stage.module.css';
import { Tile } from './Tile.tsx';
import { useTurning } from './use_turning.ts';

/** Columns for so many tiles in a frame of 16:9. */
function columns(count: number): number {
  return Math.ceil(Math.sqrt(count));
}

/** How many pictures a page has, by how wide the window is. */
function usePageSize(): number {
  const narrow = '(max-width: 599px)';
  const [isNarrow, setNarrow] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const look = () => setNarrow(query.matches);
    query.addEventListener?.('change', look);
    return () => query.removeEventListener?.('change', look);
  }, []);
  return isNarrow ? PAGE_SIZES.phone : PAGE_SIZES.desk;
}

/** Who of the others spoke last; he stays in sight when he stops. */
function useSpeaker(room: StageRoom, me: string | undefined): string | null {
  const last = useRef<string | null>(null);
  const { speaking } = ownOf(room).state.value;
  const isStill = last.current !== null && speaking.has(last.current);
  if (!isStill) last.current = [...speaking].find((one) => one !== me) ?? last.current;
  return last.current;
}

/**
 * Everybody on the stage: in a row, or over the whole of it. A screen comes before faces. Where they
 * are too many, they come on pages.
 */
export function Tiles({ room, look }: { room: StageRoom; look: 'strip' | 'whole' }) {
  const { stage, me } = standing(room.model.value);
  const [page, setPage] = useState(0);
  const speaker = useSpeaker(room, me?.person);
  const view = { me: me?.person ?? null, speaker, size: usePageSize(), page };
  const now = paged(stage.members, view);
  const { tiles, pages } = now;
  const turn = (to: number) => {
    setPage(to);
    announce(t('stage.page_of', { page: to + 1, pages }));
  };
  const box = useRef<HTMLDivElement>(null);
  useTurning(box, (key, isSwept) => {
    const to = turnedBy(key, now);
    // A row is scrolled by the same movement of a finger.
    if (to === null || (isSwept && look === 'strip')) return false;
    turn(to);
    return true;
  });
  return (
    <div ref={box} class={css.paged} data-look={look} data-pages={pages > 1 || undefined}>
      <ul
        class={css.tiles}
        data-look={look}
        data-screen={tiles[0]?.source === 'screen' || undefined}
        style={{ '--columns': `${columns(tiles.length)}` }}
      >
        {tiles.map((one) => (
          <Tile key={`${one.member.person}-${one.source}`} room={room} {...one} />
        ))}
      </ul>
      {pages > 1 && <Turn now={now} onTurn={turn} />}
    </div>
  );
}

/** The way to the other pages; a key at the end stays, so that the focus is not lost. */
function Turn({ now: { page, pages }, onTurn }: { now: Paged; onTurn: (to: number) => void }) {
  const key = (to: number, label: string, Drawn: typeof ChevronLeft) => {
    const isEnd = to < 0 || to >= pages;
    return (
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-disabled={isEnd}
        onClick={() => isEnd || onTurn(to)}
      >
        <Drawn size={24} />
      </button>
    );
  };
  return (
    <nav class={css.turn} aria-label={t('stage.pages')}>
      {key(page - 1, t('stage.page_before'), ChevronLeft)}
      <span class="figures">
        {page + 1} / {pages}
      </span>
      {key(page + 1, t('stage.page_after'), ChevronRight)}
    </nav>
  );
}
