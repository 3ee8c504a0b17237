// Answers given in a pack's sandboxed page: kept on this device until the server has them, and told
// back to that page, which may keep nothing itself.
import { useEffect } from 'preact/hooks';
import { codeText, problemText } from '~/api/problem.ts';
import { giveUp, onSent, openOutbox, post, type Waiting, waiting } from '~/lib/outbox.ts';
import { me } from '~/lib/session.ts';
import type { GivenAnswer } from './shapes.ts';

/** How one answer stands, as the pack's page is told. */
export interface Standing {
  given: GivenAnswer;
  state: 'waiting' | 'sent' | 'refused';
  why?: string;
}

/** What a page in a sandbox may leave here at most. */
const ANSWER_CHARS = 20_000;
const ANSWERS_MOST = 1_000;

const topicOf = (pack: string) => `shelf-answers/${pack}`;

/** An answer from the pack's own page, which has no origin: only the window itself tells it. */
export function answerIn(data: unknown): GivenAnswer | null {
  const said = data as { type?: unknown; given?: unknown } | null;
  if (said?.type !== 'xingtan-pack-answer' || !said.given) return null;
  const given = said.given as GivenAnswer;
  // The server checks every part of it.
  const isSound = typeof given.client_id === 'string' && given.client_id.length <= 40;
  return isSound && JSON.stringify(given).length <= ANSWER_CHARS ? given : null;
}

/** Keeps an answer and sends it; the same again changes nothing. */
export async function keepAnswer(pack: string, given: GivenAnswer): Promise<void> {
  const known = standings(pack);
  const isKnown = known.some((one) => one.given.client_id === given.client_id);
  if (isKnown || known.length >= ANSWERS_MOST) return;
  const args = { path: { id: pack }, body: given };
  await post(topicOf(pack), 'POST /api/packs/{id}/answers', args, given.client_id);
}

/** How everything given here to a pack stands. */
export function standings(pack: string, waits: readonly Waiting[] = waiting.peek()): Standing[] {
  const own = waits.filter((one) => one.topic === topicOf(pack));
  const unsent = own.map((one): Standing => {
    const given = one.body as GivenAnswer;
    return one.refused
      ? { given, state: 'refused', why: codeText(one.refused) }
      : { given, state: 'waiting' };
  });
  const isUnsent = (given: GivenAnswer) => own.some((one) => one.id === given.client_id);
  const sent = sentOf(pack).filter((given) => !isUnsent(given));
  return [...sent.map((given): Standing => ({ given, state: 'sent' })), ...unsent];
}

/** What the server took while this tab is open: a reload of the page shows it again. */
const keyOf = (pack: string) => `xt.${me.peek()?.id ?? ''}.shelf.${pack}`;

function sentOf(pack: string): GivenAnswer[] {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(pack)) ?? '[]') as GivenAnswer[];
  } catch {
    return [];
  }
}

function noteSent(pack: string, given: GivenAnswer): void {
  try {
    sessionStorage.setItem(keyOf(pack), JSON.stringify([...sentOf(pack), given]));
  } catch {
    // Without it, a question is shown anew after a reload, and the server keeps the first answer.
  }
}

/** Hears the page in a frame, keeps its answers, and tells it how they stand. */
export function useShelfAnswers(pack: string, frame: { current: HTMLIFrameElement | null }) {
  const all = standings(pack, waiting.value);
  const tell = (more: Standing[] = []) => {
    const standing = [...standings(pack), ...more];
    const message = { type: 'xingtan-pack-standing', standing };
    // Its page has no origin to name.
    frame.current?.contentWindow?.postMessage(message, '*');
  };
  useEffect(() => {
    // What was kept before must be known before the page asks.
    const opened = openOutbox().catch(() => {});
    const hear = (event: MessageEvent) => {
      if (!frame.current || event.source !== frame.current.contentWindow) return;
      const given = answerIn(event.data);
      if (given) {
        const kept = opened.then(() => keepAnswer(pack, given));
        // The device may be full: what could not be kept is not said to wait.
        const lost = (error: unknown): Standing[] => [
          { given, state: 'refused', why: problemText(error) },
        ];
        void kept.then(
          () => tell(),
          (error: unknown) => tell(lost(error)),
        );
      } else if ((event.data as { type?: unknown } | null)?.type === 'xingtan-pack-hello') {
        void opened.then(() => tell());
      }
    };
    addEventListener('message', hear);
    const stop = onSent((one) => {
      if (one.topic === topicOf(pack)) noteSent(pack, one.body as GivenAnswer);
    });
    return () => {
      removeEventListener('message', hear);
      stop();
    };
  }, [pack]);
  useEffect(() => tell(), [waiting.value]);
  return {
    waiting: all.filter((one) => one.state === 'waiting').length,
    refused: all.filter((one) => one.state === 'refused'),
    letGo: (one: Standing) => giveUp(one.given.client_id),
  };
}
