// The order of a lesson's questions: what runs, what comes next, what is done.
import type { PreparedQuestion } from '~/api/shapes.ts';
import type { ActivityView } from './wire.ts';

export interface RunDown {
  /** Open, or stopped and not yet shown: what the class is busy with. Newest first. */
  running: ActivityView[];
  /** Prepared and not yet asked, in their order; the first is next. */
  waiting: PreparedQuestion[];
  /** Shown, or left behind by a later one. Newest first. */
  done: ActivityView[];
}

const kindAndStem = (prompt: { kind: string; stem: string }) => `${prompt.kind}\n${prompt.stem}`;

/** A prepared question counts as asked once a quiz or poll of its words was opened. */
export function runDown(prepared: PreparedQuestion[], activities: ActivityView[]): RunDown {
  const asked: string[] = [];
  const polled: string[] = [];
  for (const one of activities) {
    if (one.kind === 'quiz') asked.push(kindAndStem(one.prompt));
    else polled.push(one.stem);
  }
  const waiting = prepared.filter(({ question }) => {
    const at = asked.indexOf(kindAndStem(question.prompt));
    const asPoll = at < 0 ? polled.indexOf(question.prompt.stem) : -1;
    if (asPoll >= 0) {
      polled.splice(asPoll, 1);
      return false;
    }
    if (at >= 0) asked.splice(at, 1);
    return at < 0;
  });
  const newest = activities[activities.length - 1];
  const isRunning = (one: ActivityView) => one.is_open || (one === newest && !one.is_shown);
  const backwards = [...activities].reverse();
  return {
    running: backwards.filter(isRunning),
    waiting,
    done: backwards.filter((one) => !isRunning(one)),
  };
}

/** Whether a question was not asked yet. */
export function isWaiting(one: PreparedQuestion, activities: ActivityView[]): boolean {
  return runDown([one], activities).waiting.length > 0;
}
