import { useEffect, useMemo, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { EditionSource, LessonEdition } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import type { Level } from '../player/ladder.ts';
import { atLevel, hasPicture } from '../player/track.ts';
import type { PartNow, Surface } from '../room/wire.ts';
import css from './editions.module.css';
import { apartMs, wantedMs } from './in_step.ts';
import { SourcePicture } from './SourcePicture.tsx';
import { useSource } from './use_source.ts';
import { creditText, partText } from './words.ts';

const TEND_MS = 500;
/** A stall of the network is made good by a jump; a lesser one nobody sees. */
const APART_MS = 1_200;

interface PlayedProps {
  lesson: string;
  part: PartNow;
  /** What page the lesson shows over it. */
  surface: Surface;
  /** The lesson's clock. */
  nowMs: () => number | null;
  /** How fast that clock goes; 0 while it stands still. */
  rate?: number;
  /** How much of it this page gets. */
  level?: Level;
  /** What shows the picture, for those who set its sound. */
  onVideo: (video: HTMLVideoElement | null) => void;
}

interface Loaded {
  edition: LessonEdition;
  /** The recorded lesson; null when it cannot be used. */
  recording: EditionSource | null;
  gone: unknown;
}

/** The part of an edition that the class sees, in step with everybody's. */
export function Played(props: PlayedProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const path = { id: props.lesson };
  const renew = () => callQuietly('GET /api/lessons/{id}/edition/source', { path });
  useEffect(() => {
    setError(null);
    const source = renew().then(
      (recording) => ({ recording, gone: null }),
      (gone: unknown) => ({ recording: null, gone }),
    );
    const edition = callQuietly('GET /api/lessons/{id}/edition', { path });
    Promise.all([edition, source]).then(
      ([edition, source]) => setLoaded({ edition, ...source }),
      setError,
    );
  }, [props.lesson, tries]);
  const again = () => setTries(tries + 1);
  if (error) return <Missing error={error} onRetry={again} />;
  if (!loaded) return <Told class={css.note}>{t('core.loading')}</Told>;
  return <Playing key={tries} {...props} {...loaded} renew={renew} onRetry={again} />;
}

function Missing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div class={css.veil}>
      <Told class={css.said}>{problemText(error)}</Told>
      <Button onClick={onRetry}>{t('core.retry')}</Button>
    </div>
  );
}

interface PlayingProps extends Loaded, PlayedProps {
  renew: () => Promise<EditionSource>;
  onRetry: () => void;
}

function Playing(props: PlayingProps) {
  const { lesson, edition, recording, gone, part, surface, level = 'full', onVideo } = props;
  const played = useMemo(() => recording && atLevel(recording, level), [recording, level]);
  const source = useSource(played, async () => atLevel(await props.renew(), level));
  const one = edition.parts.find((other) => other.part === part.part);
  const isPassage = one?.kind === 'passage';
  const isCard = one !== undefined && !isPassage;
  const [isMuted, setMuted] = useInStep(props, source, one);
  useEffect(() => {
    onVideo(source.video.current);
    return () => onVideo(null);
  }, []);
  const unmute = () => {
    if (source.video.current) source.video.current.muted = false;
    setMuted(false);
  };
  const isOwnPage =
    one?.kind === 'slide' &&
    surface.kind === 'slide' &&
    surface.deck === one.deck &&
    surface.page === one.page;
  // A page that is shown lies above; the picture waits out of sight.
  const isBeneath = surface.kind !== 'none';
  return (
    <div class={css.played} data-beneath={isBeneath || undefined}>
      <SourcePicture
        {...{ source, recording }}
        ink={`/api/lessons/${lesson}/edition/source/ink`}
        hasPicture={played !== null && hasPicture(played)}
        // A card says what there is instead.
        instead={isCard ? undefined : t(`room.level_${level === 'text' ? 'text' : 'lean'}`)}
      />
      {isPassage && Boolean(gone) && <Missing error={gone} onRetry={props.onRetry} />}
      {isCard && !isBeneath && (
        <div class={css.veil}>
          <Told class={css.words}>{partText(one)}</Told>
        </div>
      )}
      {(isPassage || !one) && <p class={css.source}>{creditText(edition.credit)}</p>}
      {isOwnPage && one.text && <Told class={css.caption}>{one.text}</Told>}
      {isMuted && isPassage && (
        <div class={css.sound}>
          <Button look="primary" onClick={unmute}>
            {t('editions.sound')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Keeps the source where the class sees it; answers whether it had to be silenced for that. */
function useInStep(
  { part, nowMs, rate = 1 }: PlayingProps,
  source: ReturnType<typeof useSource>,
  one: LessonEdition['parts'][number] | undefined,
) {
  const muted = useState(false);
  const [, setMuted] = muted;
  useEffect(() => {
    let isRefused = false;
    if (rate > 0) source.setRate(rate);
    const tend = () => {
      const now = nowMs();
      if (one?.kind !== 'passage' || now === null) return source.pause();
      const { ms, stands } = wantedMs(part, one.to_ms, now);
      if (apartMs(source.now(), ms) > APART_MS) source.seek(ms);
      if (stands || rate === 0) return source.pause();
      if (source.plays()) return;
      // Browsers let no page make a sound that was never touched.
      if (isRefused && source.video.current) {
        source.video.current.muted = true;
        setMuted(true);
      }
      isRefused = true;
      source.play();
    };
    tend();
    const timer = setInterval(tend, TEND_MS);
    return () => clearInterval(timer);
  }, [part, one, rate]);
  return muted;
}
