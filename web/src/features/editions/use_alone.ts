import { useEffect, useState } from 'preact/hooks';
import type { EditionPart } from '~/api/shapes.ts';
import { after, playable } from './parts.ts';
import type { Source } from './use_source.ts';

/** The parts played one after another; passages are passed over when their source is gone. */
export function useAlone(
  all: readonly EditionPart[],
  { source, lastsMs, isGone }: { source: Source; lastsMs: number; isGone: boolean },
) {
  const parts = playable(all, isGone);
  const [here, setHere] = useState<number | null>(null);
  const [isOver, setOver] = useState(false);
  const one = parts.find((part) => part.part === here) ?? null;
  const go = (part: number | null) => {
    const next = parts.find((other) => other.part === part);
    setHere(part);
    setOver(!next);
    if (next?.kind === 'passage') {
      source.seek(next.from_ms);
      source.play();
    } else source.pause();
  };
  const goOn = () => go(after(parts, here)?.part ?? null);
  // The end of a recording may lie a little before the end of its lesson.
  const hasEnded =
    one?.kind === 'passage' && source.positionMs >= Math.min(one.to_ms, lastsMs - 150);
  useEffect(() => {
    if (hasEnded) goOn();
  }, [hasEnded, here]);
  return { one, here, isOver, go, goOn, first: parts[0]?.part ?? null };
}
