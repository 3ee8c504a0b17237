// Who wished for less in a lesson gets no more when playing an edition alone.
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import type { EditionSource } from '~/api/shapes.ts';
import { choice, level, setChoice } from '../player/quality.ts';
import { byVoice, type Recording } from '../player/track.ts';

interface LeanAlone {
  /** What of the recorded lesson is fetched. */
  played: Recording | null;
  isLean: boolean;
  restore: () => void;
}

export function useLeanAlone(recording: EditionSource | null): LeanAlone {
  const voice = useMemo(() => recording && byVoice(recording), [recording]);
  // Slides without any sound are for a lesson that is on: a passage by itself would say nothing.
  const isLean = (choice.value === 'lean' || choice.value === 'text') && voice !== null;
  // Pages take their width from it.
  useLayoutEffect(() => {
    level.value = isLean ? 'lean' : 'full';
  }, [isLean]);
  useEffect(
    () => () => {
      level.value = 'full';
    },
    [],
  );
  return { played: isLean ? voice : recording, isLean, restore: () => setChoice('auto') };
}
