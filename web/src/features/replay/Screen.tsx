import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { toggleFullScreen } from '~/ui/full_screen.ts';
import { useSound } from '~/ui/use_sound.ts';
import type { OwnNote } from '../notes/notes.ts';
import { LeanBanner } from '../player/LeanBanner.tsx';
import { hasPicture } from '../player/track.ts';
import type { Addresses } from '../slides/picture.ts';
import { surfaceAt } from '../slides/turns.ts';
import { Controls, STEP_MS } from './Controls.tsx';
import { leap } from './leap.ts';
import type { Loaded } from './load.ts';
import { NoteMarks } from './NoteMarks.tsx';
import { note } from './note.ts';
import { PlayedThen } from './PlayedThen.tsx';
import { useRepeat } from './repeat.ts';
import css from './replay.module.css';
import { SeekBar } from './SeekBar.tsx';
import { Slides } from './Slides.tsx';
import { partAt } from './story.ts';
import { Tools } from './Tools.tsx';
import { useKeys } from './use_keys.ts';
import type { Marking } from './use_marking.ts';
import type { Replay } from './use_replay.ts';

const VOLUME_STEP = 0.1;

/** Whoever comes has the focus in the player, unless he is elsewhere already: its tips name letters. */
function useFirstFocus(stage: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at.tagName === 'H1') {
      stage.current?.focus({ preventScroll: true });
    }
  }, [stage]);
}

/**
 * The picture with its controls. Space and arrows work wherever nobody types; a single letter only
 * while the focus is in here, for a voice that writes by dictation would press it by chance.
 */
export function Screen(props: {
  replay: Replay;
  loaded: Loaded;
  addresses: Addresses;
  notes: readonly OwnNote[];
  marking: Marking;
  onSearch: () => void;
  /** What lies over the picture. */
  children?: ComponentChildren;
}) {
  const { replay, loaded, addresses, marking } = props;
  const stage = useRef<HTMLElement>(null);
  const { recording, story, stops, decks, chapters } = loaded;
  const [isSwapped, setSwapped] = useState(false);
  const isHeard = recording.runs.some((run) => run.segments.length > 0);
  const isSeen = isHeard && hasPicture(recording) && !replay.isLean;
  const repeat = useRepeat(replay, recording.duration_ms);
  /** The picture of what was played, while it was. */
  const [played, setPlayed] = useState<HTMLVideoElement | null>(null);
  const sound = useSound(played ?? replay.video.current);
  const toFull = () => toggleFullScreen(stage.current, played ?? replay.video.current);
  const keys: Record<string, () => void> = {
    ' ': replay.toggle,
    ArrowLeft: () => replay.step(-STEP_MS),
    ArrowRight: () => replay.step(STEP_MS),
    d: () => replay.setShowsDanmaku(!replay.showsDanmaku),
    f: toFull,
    m: sound.toggle,
    ArrowUp: () => sound.setVolume(sound.volume + VOLUME_STEP),
    ArrowDown: () => sound.setVolume(sound.volume - VOLUME_STEP),
    '[': () => toPage(-1),
    ']': () => toPage(1),
    '{': () => toQuestion(-1),
    '}': () => toQuestion(1),
    r: repeat.press,
    a: () => repeat.set('a'),
    b: () => repeat.set('b'),
    u: () => marking.press('unclear'),
    i: () => marking.press('important'),
    n: marking.write,
    '/': props.onSearch,
  };
  const to = (ms: number | undefined) => ms !== undefined && replay.seek(ms);
  const toQuestion = (way: 1 | -1) => to(leap(story.asked, replay.positionMs, way));
  const pages = [...stops, ...chapters];
  // Where no page was shown, the questions are the stations.
  const toPage = (way: 1 | -1) =>
    to(leap(pages.length > 0 ? pages : story.asked, replay.positionMs, way));
  useKeys(keys, stage);
  useFirstFocus(stage);
  const press = () => {
    stage.current?.focus({ preventScroll: true });
    replay.toggle();
  };
  const hasParts = story.parts.length > 0;
  const text = note(replay, { hasPicture: isHeard, hasParts });
  const hasSlide = surfaceAt(story.turns, replay.positionMs).kind !== 'none';
  const isPlayed = partAt(story.parts, replay.positionMs) !== null;
  const isBare = (hasSlide || isPlayed) && !isHeard;
  // A picture that is left out by wish is no fault, but it is said what is there instead.
  const lacks = replay.isLean && replay.mayLean;
  const instead = lacks && isHeard && !hasSlide && !isPlayed && !text;
  useSaid(isBare ? null : text);
  return (
    <section class={css.screen} aria-label={t('replay.picture')} ref={stage} tabIndex={-1}>
      {lacks && (
        <div class={css.lean}>
          <LeanBanner onRestore={() => replay.setLean(false)} />
        </div>
      )}
      <div
        class={css.stage}
        data-empty={isHeard ? undefined : ''}
        data-shows={hasSlide && isSeen && !isSwapped && !isPlayed ? 'slide' : undefined}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
        <video ref={replay.video} playsInline onClick={press} />
        {hasParts && <PlayedThen loaded={loaded} replay={replay} onVideo={setPlayed} />}
        {story.turns.length > 0 && (
          <Slides
            loaded={loaded}
            addresses={addresses}
            positionMs={replay.positionMs}
            hasPicture={isSeen && !isPlayed}
            isSwapped={isSwapped}
            onSwap={() => setSwapped(!isSwapped)}
          />
        )}
        <div ref={replay.air} class={css.air} aria-hidden="true" />
        {text && !isBare && (
          <p class={css.note} data-over={isHeard || undefined}>
            {text}
          </p>
        )}
        {instead && <p class={css.note}>{t('room.level_lean')}</p>}
        {props.children}
      </div>
      <SeekBar
        story={story}
        stops={stops}
        chapters={chapters}
        decks={decks}
        addresses={addresses}
        durationMs={recording.duration_ms}
        positionMs={replay.positionMs}
        passage={repeat.passage}
        onSeek={replay.seek}
      />
      <NoteMarks
        notes={props.notes}
        shiftMs={recording.shift_ms}
        durationMs={recording.duration_ms}
        onSeek={replay.seek}
      />
      <Controls replay={replay} durationMs={recording.duration_ms} sound={sound} onFull={toFull} />
      <Tools
        hasPages={pages.length > 0}
        hasQuestions={story.asked.length > 0}
        repeat={repeat}
        marking={marking}
        onPage={toPage}
        onQuestion={toQuestion}
      />
    </section>
  );
}
