// What a class was shown, and when.
import { NOTHING, type Surface } from './deck.ts';

export interface Turn {
  at_ms: number;
  surface: Surface;
}

/** What was on the stage at a moment. */
export function surfaceAt(turns: readonly Turn[], ms: number): Surface {
  let found = NOTHING;
  for (const turn of turns) {
    if (turn.at_ms > ms) break;
    found = turn.surface;
  }
  return found;
}
