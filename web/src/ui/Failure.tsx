import { problemText } from '~/api/problem.ts';
import { Banner } from './bits.tsx';

/** Why something came to nothing, in the user's words; nothing while nothing did. */
export function Failure({ of }: { of: unknown }) {
  return of ? <Banner tone="mark">{problemText(of)}</Banner> : null;
}
