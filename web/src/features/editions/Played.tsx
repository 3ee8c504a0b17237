import { useEffect, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { LessonEdition } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import type { Recording } from '../player/track.ts';
import type { PartNow } from '../room/wire.ts';
import css from './editions.module.css';
import { apartMs, wantedMs } from './in_step.ts';
import { useSource } from './use_source.ts';
import { creditText, partText } from './words.ts';

const TEND_MS = 500;
/** A stall of the network is made good by a jump; a lesser one nobody sees. */
const APART_MS = 1_200;

interface PlayedProps {
  lesson: string;
  part: PartNow;
  /** The lesson's clock. */
  nowMs: () => number | null;
  /** What shows the picture, for those who set its sound. */
  onVideo: (video: HTMLVideoElement) => void;
}

interface Loaded {
  edition: LessonEdition;
  recording: Recording;
}

/** The part of an edition that the class sees, in step with everybody's. */
export function Played({ lesson, part, nowMs, onVideo }: PlayedProps) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const path = { id: lesson };
  const renew = () => callQuietly('GET /api/lessons/{id}/edition/source', { path });
  useEffect(() => {
    setError(null);
    Promise.all([callQuietly('GET /api/lessons/{id}/edition', { path }), renew()]).then(
      ([edition, recording]) => setLoaded({ edition, recording }),
      setError,
    );
  }, [lesson, tries]);
  if (error) {
    return (
      <div class={css.veil}>
        <Told>{problemText(error)}</Told>
        <Button onClick={() => setTries(tries + 1)}>{t('core.retry')}</Button>
      </div>
    );
  }
  if (!loaded) return <Told class={css.note}>{t('core.loading')}</Told>;
  return <Playing {...loaded} part={part} nowMs={nowMs} onVideo={onVideo} renew={renew} />;
}

interface PlayingProps extends Loaded, Omit<PlayedProps, 'lesson'> {
  renew: () => Promise<Recording>;
}

function Playing({ edition, recording, part, nowMs, onVideo, renew }: PlayingProps) {
  const source = useSource(recording, renew);
  const [isMuted, setMuted] = useState(false);
  const one = edition.parts.find((other) => other.part === part.part);
  const isPassage = one?.kind === 'passage';
  useEffect(() => {
    let isRefused = false;
    const tend = () => {
      const now = nowMs();
      if (one?.kind !== 'passage' || now === null) return source.pause();
      const { ms, stands } = wantedMs(part, one.to_ms, now);
      if (apartMs(source.now(), ms) > APART_MS) source.seek(ms);
      if (stands) return source.pause();
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
  }, [part, one]);
  useEffect(() => {
    if (source.video.current) onVideo(source.video.current);
  }, []);
  const unmute = () => {
    if (source.video.current) source.video.current.muted = false;
    setMuted(false);
  };
  // A page that is shown lies beneath; the picture waits out of sight.
  return (
    <div class={css.played} data-beneath={one?.kind === 'slide' || undefined}>
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <video ref={source.video} playsInline />
      {!isPassage && one && (
        <div class={css.veil}>
          <Told class={css.words}>{partText(one)}</Told>
        </div>
      )}
      <p class={css.source}>{creditText(edition.credit)}</p>
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
