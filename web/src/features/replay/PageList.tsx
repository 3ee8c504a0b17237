import { useEffect, useRef } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Board } from '~/ui/icons_ink.tsx';
import { type LessonDeck, pageOf } from '../slides/deck.ts';
import type { Addresses } from '../slides/picture.ts';
import { Thumbnail } from '../slides/Thumbnail.tsx';
import { type Stop, stopAt } from './pages.ts';
import css from './replay_slides.module.css';

interface PageListProps {
  stops: readonly Stop[];
  decks: readonly LessonDeck[];
  addresses: Addresses;
  positionMs: number;
  onSeek: (ms: number) => void;
}

export function stopName(decks: readonly LessonDeck[], { surface }: Stop): string {
  if (surface.kind === 'board') return t('slides.board', { number: surface.board });
  const page = pageOf(decks, surface);
  const label = page?.label ?? (surface.kind === 'slide' ? String(surface.page) : '');
  return t('slides.page_named', { label, title: page?.title ?? '' });
}

/** A stop in small. */
export function StopDrawing(props: {
  stop: Stop;
  decks: readonly LessonDeck[];
  addresses: Addresses;
}) {
  const { surface } = props.stop;
  const page = pageOf(props.decks, surface);
  if (surface.kind !== 'slide' || !page) {
    return (
      <span class={css.boardDrawing}>
        <Board size={20} />
      </span>
    );
  }
  return <Thumbnail addresses={props.addresses} deck={surface.deck} page={page} />;
}

/** The lesson's table of contents: every page at the time it was shown. */
export function PageList({ stops, decks, addresses, positionMs, onSeek }: PageListProps) {
  const list = useRef<HTMLOListElement>(null);
  const current = stopAt(stops, positionMs + 250);
  useEffect(() => {
    const node = list.current?.children[current];
    const panel = list.current?.parentElement;
    if (!(node instanceof HTMLElement) || !panel || panel.contains(document.activeElement)) return;
    panel.scrollTop = node.offsetTop - panel.clientHeight / 2;
  }, [current]);
  return (
    <ol class={css.pages} ref={list}>
      {stops.map((stop, n) => (
        <li key={stop.key}>
          <button
            type="button"
            aria-current={n === current || undefined}
            onClick={() => onSeek(stop.at_ms)}
          >
            <StopDrawing {...{ stop, decks, addresses }} />
            <span>
              <time class="figures">{clockText(stop.at_ms)}</time>
              {stopName(decks, stop)}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
