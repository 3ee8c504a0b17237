import { useEffect, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { IconButton } from '~/ui/Button.tsx';
import { toggleFullScreen } from '~/ui/full_screen.ts';
import {
  Expand,
  Gauge,
  MessageSquareOff,
  MessageSquareText,
  Pause,
  Play,
  RotateCcw,
  RotateCw,
  Volume2,
  VolumeX,
} from '~/ui/icons.tsx';
import { useSound } from '~/ui/use_sound.ts';
import { Volume } from '~/ui/Volume.tsx';
import { hasPicture } from '../player/track.ts';
import type { Addresses } from '../slides/picture.ts';
import { surfaceAt } from '../slides/turns.ts';
import type { Loaded } from './load.ts';
import { isTyping, note } from './note.ts';
import { PlayedThen } from './PlayedThen.tsx';
import { beside } from './pages.ts';
import css from './replay.module.css';
import { SeekBar } from './SeekBar.tsx';
import { Slides } from './Slides.tsx';
import { partAt } from './story.ts';
import type { Replay } from './use_replay.ts';

const RATES = [0.75, 1, 1.25, 1.5, 2];
const STEP_MS = 10_000;
const VOLUME_STEP = 0.1;

/**
 * The picture with its controls. Space and arrows work wherever nobody types; a single letter only
 * while the focus is in here, for a voice that writes by dictation would press it by chance.
 */
export function Screen(props: { replay: Replay; loaded: Loaded; addresses: Addresses }) {
  const { replay, loaded, addresses } = props;
  const stage = useRef<HTMLElement>(null);
  const { recording, story, stops, decks, chapters } = loaded;
  const [isSwapped, setSwapped] = useState(false);
  const isHeard = recording.runs.some((run) => run.segments.length > 0);
  const isSeen = isHeard && hasPicture(recording) && !replay.isLean;
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
    '[': () => leap(-1),
    ']': () => leap(1),
  };
  /** To the question or page before or after this moment. */
  const leap = (way: 1 | -1) => {
    const to = beside([...story.asked, ...stops, ...chapters], replay.positionMs, way);
    if (to !== undefined) replay.seek(to);
  };
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const isOnControl =
        event.target instanceof Element && event.target.closest('button,a,summary');
      if (event.key === ' ' && isOnControl) return;
      const isOnTab = event.target instanceof Element && event.target.closest('[role=tablist]');
      // Up and down belong to what scrolls, unless the picture has the focus or nothing has.
      const isElsewhere = event.target instanceof Element && event.target.closest('[data-scrolls]');
      if (isElsewhere && /^Arrow(Up|Down)$/.test(event.key)) return;
      if (isOnTab && event.key.startsWith('Arrow')) return;
      const run = latest.current[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      const isLetter = event.key.length === 1 && event.key !== ' ';
      if (!run || (isLetter && !stage.current?.contains(event.target as Node))) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const press = () => {
    stage.current?.focus({ preventScroll: true });
    replay.toggle();
  };
  const text = note(replay, isHeard);
  const hasSlide = surfaceAt(story.turns, replay.positionMs).kind !== 'none';
  const isPlayed = partAt(story.parts, replay.positionMs) !== null;
  const isBare = (hasSlide || isPlayed) && !isHeard;
  useSaid(isBare ? null : text);
  return (
    <section class={css.screen} aria-label={t('replay.picture')} ref={stage} tabIndex={-1}>
      <div
        class={css.stage}
        data-empty={isHeard ? undefined : ''}
        data-shows={hasSlide && isSeen && !isSwapped && !isPlayed ? 'slide' : undefined}
      >
        {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
        <video ref={replay.video} playsInline onClick={press} />
        {story.parts.length > 0 && (
          <PlayedThen loaded={loaded} replay={replay} onVideo={setPlayed} />
        )}
        {story.turns.length > 0 && (
          <Slides
            loaded={loaded}
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
      </div>
      <SeekBar
        story={story}
        stops={stops}
        chapters={chapters}
        decks={decks}
        addresses={addresses}
        durationMs={recording.duration_ms}
        positionMs={replay.positionMs}
        onSeek={replay.seek}
      />
      <div class={css.controls}>
        <IconButton
          label={t(replay.isPlaying ? 'replay.pause' : 'replay.play')}
          onClick={replay.toggle}
        >
          {replay.isPlaying ? <Pause size={24} /> : <Play size={24} />}
        </IconButton>
        <IconButton label={t('replay.back_10')} onClick={() => replay.step(-STEP_MS)}>
          <span class={css.jump}>
            <RotateCcw size={20} />
            −10
          </span>
        </IconButton>
        <IconButton label={t('replay.on_10')} onClick={() => replay.step(STEP_MS)}>
          <span class={css.jump}>
            <RotateCw size={20} />
            +10
          </span>
        </IconButton>
        <span class={`${css.time} figures`}>
          {clockText(replay.positionMs)} / {clockText(recording.duration_ms)}
        </span>
        <select
          aria-label={t('replay.speed')}
          value={String(replay.rate)}
          onChange={(event) => replay.setRate(Number(event.currentTarget.value))}
        >
          {RATES.map((rate) => (
            <option key={rate} value={String(rate)}>
              {rate}×
            </option>
          ))}
        </select>
        <IconButton
          label={t('replay.danmaku')}
          aria-pressed={replay.showsDanmaku}
          onClick={() => replay.setShowsDanmaku(!replay.showsDanmaku)}
        >
          {replay.showsDanmaku ? <MessageSquareText size={20} /> : <MessageSquareOff size={20} />}
        </IconButton>
        <IconButton
          label={t(sound.isMuted ? 'replay.sound_on' : 'replay.sound_off')}
          onClick={sound.toggle}
        >
          {sound.isMuted ? <VolumeX size={20} /> : <Volume2 size={20} />}
        </IconButton>
        <Volume sound={sound} class={css.volume ?? ''} />
        {replay.leanMb !== null && (
          <IconButton
            label={t('replay.lean', { mb: replay.leanMb })}
            aria-pressed={replay.isLean}
            onClick={() => replay.setLean(!replay.isLean)}
          >
            <Gauge size={20} />
          </IconButton>
        )}
        <IconButton label={t('replay.full')} onClick={toFull}>
          <Expand size={20} />
        </IconButton>
      </div>
    </section>
  );
}
