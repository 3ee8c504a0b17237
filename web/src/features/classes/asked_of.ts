// Which question a teacher collects answers to. No DOM here.
import type { ActivityView, QuizView } from '../room/wire.ts';

/**
 * The quiz that a class has before it: the one that is open, or of a class that is behind the last
 * one that was opened by then. Whether it still takes answers is the room's to say.
 */
export function askedOf(activities: readonly ActivityView[], classMs: number | null) {
  const quizzes = activities.filter((one): one is QuizView => one.kind === 'quiz');
  if (classMs === null) return quizzes.filter((one) => one.is_open).pop() ?? null;
  return quizzes.filter((one) => one.opened_ms <= classMs && !isPast(one, classMs)).pop() ?? null;
}

function isPast(one: QuizView, classMs: number): boolean {
  return one.limit_ms !== undefined && classMs > one.opened_ms + one.limit_ms + one.grace_ms;
}
