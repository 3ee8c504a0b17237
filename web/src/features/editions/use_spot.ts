// Where the next part is put: after the one chosen, or at the playhead once that was moved since.
import { useRef } from 'preact/hooks';
import type { EditionPart } from '~/api/shapes.ts';
import { SHORTEST_MS, type Spot, spotAfter, spotAt } from './parts.ts';
import type { Source } from './use_source.ts';

interface Chosen {
  /** The part that is chosen. */
  here: number | null;
  /** Whether there is no recorded lesson any more, and so no playhead. */
  isGone: boolean;
}

export function useSpot(
  parts: readonly EditionPart[],
  source: Source,
  { here, isGone }: Chosen,
): { spot: Spot; choose: () => void } {
  const stoodMs = useRef<number | null>(null);
  const { positionMs } = source;
  const isThere = parts.some((one) => one.part === here);
  const isMoved = stoodMs.current === null || Math.abs(positionMs - stoodMs.current) >= SHORTEST_MS;
  const isChosen = isGone || (isThere && !isMoved);
  return {
    spot: isChosen ? spotAfter(parts, here) : spotAt(parts, positionMs, here),
    /** A part was chosen while the playhead stands where it stands now. */
    choose: () => {
      stoodMs.current = source.now();
    },
  };
}
