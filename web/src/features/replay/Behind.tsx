import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { PageLoading } from '~/ui/PageState.tsx';
import { cursorAt } from '../classes/now.ts';
import { QuestionCard } from '../classes/QuestionCard.tsx';
import { questionAt } from '../classes/question.ts';
import { useTick } from '../classes/use_tick.ts';
import { ReplayPlayer, type ReplayState } from '../player/replay.ts';
import { hasPicture } from '../player/track.ts';
import type { ClassCursor } from '../room/wire.ts';
import { useAddresses } from '../slides/renew.ts';
import { surfaceAt } from '../slides/turns.ts';
import css from './behind.module.css';
import { stops } from './pages.ts';
import ReplaySlides from './ReplaySlides.tsx';
import { tell } from './story.ts';
import { type Growing, useGrowing } from './use_growing.ts';

export interface BehindProps {
  lesson: Lesson;
  cursor: ClassCursor;
  nowMs(): number | null;
}

/** The screen of a class that is behind: the same log and the same picture, later. */
export function Behind(props: BehindProps) {
  const grown = useGrowing(props.lesson);
  return grown ? <Shown {...props} grown={grown} /> : <PageLoading isRoom />;
}

const LOOK_MS = 200;

function Shown({ lesson, cursor, nowMs, grown }: BehindProps & { grown: Growing }) {
  useTick(LOOK_MS);
  const { entries, recording, decks, ink } = grown;
  const video = useRef<HTMLVideoElement>(null);
  const at = cursorAt(cursor, nowMs() ?? cursor.since_ms);
  const state = useFollowing(video, { cursor, nowMs, recording });
  const story = useMemo(() => tell(entries, recording.shift_ms), [entries, recording.shift_ms]);
  const places = useMemo(() => stops(story.turns, decks), [story, decks]);
  const path = { id: lesson.id };
  const addresses = useAddresses(recording.media_prefix, async () => {
    return (await callQuietly('GET /api/lessons/{id}/replay', { path })).media_prefix;
  });
  const surface = surfaceAt(story.turns, at);
  const isSeen = hasPicture(recording) && state !== 'no_picture';
  const question = questionAt(entries, at);
  return (
    <>
      <section
        class={css.stage}
        aria-label={t('replay.picture')}
        data-shows={surface.kind !== 'none' ? 'slide' : 'picture'}
        data-bare={isSeen ? undefined : ''}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
        <video ref={video} playsInline />
        <ReplaySlides
          lesson={lesson.id}
          turns={story.turns}
          stops={places}
          positionMs={at}
          shiftMs={0}
          hasPicture={false}
          isSwapped={false}
          onSwap={() => {}}
          {...{ addresses, decks, ink }}
        />
        {!isSeen && surface.kind === 'none' && <p class={css.note}>{t('classes.no_picture')}</p>}
      </section>
      {question && <QuestionCard one={question} />}
    </>
  );
}

interface Followed {
  cursor: ClassCursor;
  nowMs(): number | null;
  recording: Growing['recording'];
}

/** So far may picture and log be apart before the picture jumps. */
const APART_MS = 1_500;
/** So near the end of what is recorded nothing is played. */
const DRY_MS = 500;

/** Plays the picture where the class stands, as fast as it goes; pitch is kept. */
function useFollowing(video: { current: HTMLVideoElement | null }, followed: Followed) {
  const [state, setState] = useState<ReplayState>('loading');
  const player = useRef<ReplayPlayer | null>(null);
  const now = useRef(followed);
  now.current = followed;
  useEffect(() => {
    const picture = video.current;
    if (!picture) return;
    const where = () => cursorAt(now.current.cursor, now.current.nowMs() ?? 0);
    const one = new ReplayPlayer(picture, now.current.recording, {
      onState: setState,
      onPlaying: () => {},
      renew: async () => now.current.recording,
    });
    player.current = one;
    picture.preservesPitch = true;
    one.start(where());
    const timer = setInterval(() => follow(one, picture, now.current, where()), LOOK_MS);
    return () => {
      clearInterval(timer);
      one.destroy();
    };
  }, [video]);
  useEffect(() => player.current?.grow(followed.recording), [followed.recording]);
  return state;
}

/** Plays, or stands, where the class does. */
function follow(one: ReplayPlayer, video: HTMLVideoElement, followed: Followed, at: number) {
  const { cursor, recording } = followed;
  const rate = cursor.percent / 100;
  const isApart = Math.abs(one.positionMs - at) > APART_MS;
  const last = recording.runs[recording.runs.length - 1];
  // What is recorded ends a moment before what is sent: there it waits for more.
  const isDry = !last || at > last.end_ms - DRY_MS;
  if (isApart && (rate === 0 || !isDry)) one.seek(at);
  if (rate === 0 || isDry) {
    if (!video.paused) video.pause();
    return;
  }
  if (video.playbackRate !== rate) one.setRate(rate);
  if (!video.paused || video.readyState < 2) return;
  video.play().catch((error: { name?: string }) => {
    // A screen that nobody touched yet may play only without sound.
    if (error.name === 'NotAllowedError') video.muted = true;
  });
}
