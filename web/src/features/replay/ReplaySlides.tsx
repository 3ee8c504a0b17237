import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Swap } from '~/ui/icons_ink.tsx';
import { inkLogOf } from '../ink/api.ts';
import type { Drawn } from '../ink/ink_replay.ts';
import { PastPage } from '../ink/PastPage.tsx';
import type { LessonDeck } from '../slides/deck.ts';
import { type Addresses, network, Prefetch, widthFor } from '../slides/picture.ts';
import { surfaceAt, type Turn } from '../slides/turns.ts';
import type { Stop } from './pages.ts';
import css from './replay_slides.module.css';

export interface SlidesProps {
  lesson: string;
  addresses: Addresses;
  turns: readonly Turn[];
  stops: readonly Stop[];
  decks: readonly LessonDeck[];
  positionMs: number;
  /** How much later than its entry a thing is shown. */
  shiftMs: number;
  /** Of a lesson that this device keeps: its ink by surface. */
  ink?: Record<string, readonly Drawn[]>;
  hasPicture: boolean;
  isSwapped: boolean;
  onSwap: () => void;
}

/** On the stage of a replay: what the class was shown at this moment, with its ink. */
export default function ReplaySlides(props: SlidesProps) {
  const { turns, positionMs, addresses, hasPicture, isSwapped, stops } = props;
  const surface = surfaceAt(turns, positionMs);
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
  if (surface.kind === 'none') return null;
  const isTile = isSwapped && hasPicture;
  return (
    <>
      <div class={css.layer} data-tile={isTile || undefined}>
        <PastPage
          log={props.ink ?? inkLogOf(props.lesson)}
          decks={props.decks}
          shiftMs={props.shiftMs}
          onPicture={setPicture}
          {...{ surface, addresses, positionMs }}
        />
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
