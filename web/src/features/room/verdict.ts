// Where a learner's own answer to a poll or quiz stands.
import { judge } from '../item/judge.ts';
import type { ActivityView } from './wire.ts';

export interface Circumstances {
  /** An answer is on its way and nobody has acknowledged it. */
  isWaiting: boolean;
  isOnline: boolean;
  /** The server can keep what it is sent. */
  isDurable: boolean;
  isTimeUp: boolean;
  /** It was handed in for the learner when the time ran out. */
  isHandedIn: boolean;
}

export type Verdict =
  | 'sending'
  | 'waits_online'
  | 'waits_server'
  | 'kept'
  | 'kept_secret'
  | 'late'
  | 'handed_in'
  | 'time_up'
  | 'missed'
  | 'right'
  | 'wrong'
  | 'shown';

/** Null while there is nothing to say: it is open and not answered. */
export function verdictOf(one: ActivityView, now: Circumstances): Verdict | null {
  const isAnswered = one.kind === 'poll' ? one.voted : one.mine !== undefined;
  if (one.is_shown && !one.is_open) {
    if (!isAnswered) return 'missed';
    if (one.kind === 'poll' || !one.key || !one.mine) return 'shown';
    const judged = judge(one.prompt, one.key, one.mine);
    return typeof judged !== 'string' && judged.right ? 'right' : 'wrong';
  }
  if (now.isWaiting) {
    if (!now.isOnline) return 'waits_online';
    return now.isDurable ? 'sending' : 'waits_server';
  }
  if (isAnswered) {
    if (one.kind === 'poll') return one.anonymous ? 'kept_secret' : 'kept';
    if (now.isHandedIn) return 'handed_in';
    return one.mine_late_by_network ? 'late' : 'kept';
  }
  if (!one.is_open) return 'missed';
  return now.isTimeUp ? 'time_up' : null;
}
