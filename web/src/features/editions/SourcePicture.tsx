import { useEffect, useMemo, useState } from 'preact/hooks';
import type { EditionSource } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Swap } from '~/ui/icons_ink.tsx';
import { toast } from '~/ui/Toast.tsx';
import type { LessonDeck } from '../slides/deck.ts';
import { useAddresses } from '../slides/renew.ts';
import { surfaceAt } from '../slides/turns.ts';
import css from './editions.module.css';
import type { Source } from './use_source.ts';

type Past = typeof import('../ink/PastPage.tsx')['PastPage'];

interface PictureProps {
  source: Source;
  /** The recorded lesson; null when it can no longer be used. */
  recording: EditionSource | null;
  /** Where its ink lies. */
  ink: string;
  /** Whether it is fetched with its picture. */
  hasPicture: boolean;
  /** What is said in the place of a picture that is not fetched. */
  instead?: string | undefined;
}

/** The recorded lesson as its class saw it: the picture, and the page that was shown with its ink. */
export function SourcePicture(props: PictureProps) {
  const { source, recording, ink, hasPicture, instead } = props;
  const [isSwapped, setSwapped] = useState(false);
  const shiftMs = recording?.shift_ms ?? 0;
  const turns = useMemo(() => {
    const shifted = (at_ms: number) => Math.max(0, at_ms + shiftMs);
    return (recording?.turns ?? []).map((one) => ({ ...one, at_ms: shifted(one.at_ms) }));
  }, [recording]);
  const addresses = useAddresses(recording?.media_prefix ?? null, source.freshPrefix);
  const surface = surfaceAt(turns, source.positionMs);
  const isPage = surface.kind !== 'none';
  const Page = usePast(turns.some((one) => one.surface.kind !== 'none'));
  const hasTile = isPage && hasPicture;
  const isTile = hasTile && isSwapped;
  return (
    <div class={css.picture} data-shows={!isPage ? undefined : isTile ? 'picture' : 'page'}>
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <video ref={source.video} playsInline data-bare={isPage && !hasTile ? '' : undefined} />
      {!isPage && !hasPicture && instead && <p class={css.note}>{instead}</p>}
      {isPage && Page && (
        <div class={css.past}>
          <Page
            log={ink}
            decks={(recording?.decks ?? []) as LessonDeck[]}
            positionMs={source.positionMs}
            {...{ addresses, surface, shiftMs }}
          />
        </div>
      )}
      {hasTile && (
        <button
          type="button"
          class={css.tileKey}
          aria-label={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          title={t(isTile ? 'slides.enlarge_slide' : 'slides.enlarge_picture')}
          onClick={() => setSwapped(!isSwapped)}
        >
          <Swap size={18} />
        </button>
      )}
    </div>
  );
}

/** Pages and ink come with an engine of their own, for lessons that had some. */
function usePast(isWanted: boolean): Past | null {
  const [part, setPart] = useState<{ Page: Past } | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    import('../ink/PastPage.tsx').then(
      ({ PastPage }) => setPart({ Page: PastPage }),
      () => toast(t('core.page_failed')),
    );
  }, [isWanted]);
  return part?.Page ?? null;
}
