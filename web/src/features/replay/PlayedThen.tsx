import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { level } from '../player/quality.ts';
import { surfaceAt } from '../slides/turns.ts';
import type { Loaded } from './load.ts';
import css from './replay.module.css';
import { partAt } from './story.ts';
import type { Replay } from './use_replay.ts';

type PlayedPart = typeof import('../editions/Played.tsx')['Played'];

interface PlayedThenProps {
  loaded: Loaded;
  replay: Replay;
  onVideo: (video: HTMLVideoElement | null) => void;
}

/** What the class was played of an edition at this moment, in step with the replay. */
export function PlayedThen({ loaded, replay, onVideo }: PlayedThenProps) {
  const { lesson, story } = loaded;
  const [later, setLater] = useState<{ Played: PlayedPart }>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    import('../editions/Played.tsx').then(
      ({ Played }) => setLater({ Played }),
      () => setFailed(true),
    );
  }, []);
  const part = partAt(story.parts, replay.positionMs);
  if (!part) return null;
  if (!later) return hasFailed ? <p class={css.note}>{t('core.page_failed')}</p> : null;
  return (
    <later.Played
      lesson={lesson.id}
      part={part}
      surface={surfaceAt(story.turns, replay.positionMs)}
      nowMs={replay.now}
      rate={replay.isPlaying ? replay.rate : 0}
      level={level.value}
      onVideo={onVideo}
    />
  );
}
