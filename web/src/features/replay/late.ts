// Answers given after the lesson, in its replay: which questions take one, and how one's own stand.
import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { LateAnswer, Lesson } from '~/api/shapes.ts';
import { newClientId } from '~/lib/client_id.ts';
import { giveUp, onSent, post, type Waiting, waiting } from '~/lib/outbox.ts';
import { type Answer, judge } from '../item/judge.ts';
import type { Asked } from './story.ts';

type Told = Pick<LateAnswer, 'answer' | 'right' | 'key' | 'explanation'>;

/** Where one's own late answer to a question stands. */
export type Late =
  | { state: 'kept'; told: Told }
  | { state: 'waiting'; told: Told }
  | { state: 'refused'; id: string; code: string };

export interface LateAnswers {
  /** Whether this question is still to be answered by who watches. */
  isOpen(one: Asked): boolean;
  of(one: Asked): Late | null;
  give(one: Asked, answer: Answer): Promise<void>;
  /** What the server is known to keep. */
  known: readonly LateAnswer[];
  /** Lets a refused answer go. */
  giveUp(id: string): Promise<void>;
  /** The lesson, for those who may know how many others answered after it; else null. */
  ofAll: string | null;
}

interface LateBody {
  client_id: string;
  activity: string;
  answer: Answer;
  given_at: string;
}

/** Who watches may answer what he did not answer in class, once the lesson is over. */
export function takesLate(
  one: Asked,
  { state, my_role }: Pick<Lesson, 'state' | 'my_role'>,
): boolean {
  return state === 'closed' && my_role === 'learner' && !one.isAnonymous && !one.mine;
}

/** What is known of an answer that the server has not seen: right or not where the class was told. */
function judged(one: Asked, answer: Answer): Told {
  const { kind, choices, key, explanation } = one;
  const told = { answer, key: key ?? null, explanation: explanation ?? null, right: null };
  if (kind === 'poll' || !key) return told;
  const found = judge({ kind, choices, points: 0 }, key, answer);
  return typeof found === 'string' ? told : { ...told, right: found.right };
}

export function lateOf(
  one: Asked,
  kept: readonly LateAnswer[],
  waits: readonly Waiting[],
): Late | null {
  const told = kept.find(({ activity }) => activity === one.activity);
  if (told) return { state: 'kept', told };
  const sent = waits.find((row) => (row.body as LateBody).activity === one.activity);
  if (!sent) return null;
  if (sent.refused) return { state: 'refused', id: sent.id, code: sent.refused };
  return { state: 'waiting', told: judged(one, (sent.body as LateBody).answer) };
}

/** @param keptHere of a lesson kept on this device: what was known of its answers then. */
export function useLate(lesson: Lesson, keptHere?: readonly LateAnswer[]): LateAnswers {
  const [kept, setKept] = useState<readonly LateAnswer[]>(keptHere ?? []);
  const path = { id: lesson.id };
  const topic = `late-answers/${lesson.id}`;
  const mayEver = lesson.state === 'closed' && lesson.my_role === 'learner';
  const add = (more: readonly LateAnswer[]) =>
    setKept((before) => [
      ...before.filter((one) => !more.some(({ activity }) => activity === one.activity)),
      ...more,
    ]);
  const read = () =>
    call('GET /api/lessons/{id}/late-answers', { path }).then(
      ({ items }) => add(items),
      () => {
        // Without them a question is answered again, and the server says that the first one stands.
      },
    );
  useEffect(() => {
    if (!mayEver) return;
    void read();
    return onSent((one, answer) => {
      if (one.topic === topic) add([answer as LateAnswer]);
    });
  }, [lesson.id]);
  const waits = waiting.value.filter((one) => one.topic === topic);
  return {
    known: kept,
    ofAll: lesson.state === 'closed' && lesson.my_role === 'staff' && !keptHere ? lesson.id : null,
    isOpen: (one) => takesLate(one, lesson) && lateOf(one, kept, waits) === null,
    of: (one) => (takesLate(one, lesson) ? lateOf(one, kept, waits) : null),
    give: async ({ activity }, answer) => {
      const client_id = newClientId();
      const given_at = new Date().toISOString();
      const body = { client_id, activity, answer, given_at };
      await post(topic, 'POST /api/lessons/{id}/late-answers', { path, body }, client_id);
    },
    giveUp: async (id) => {
      await giveUp(id);
      await read();
    },
  };
}
