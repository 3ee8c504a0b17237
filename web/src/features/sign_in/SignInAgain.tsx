import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { onSessionEnded } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';

type DialogProps = { onSignedIn: () => void; onGiveUp: () => void };
interface Waiting {
  done: () => void;
  gaveUp: (reason: Problem) => void;
}
const waiting = signal<Waiting[]>([]);
const dialog = signal<ComponentType<DialogProps> | null>(null);

function finish(act: (one: Waiting) => void): void {
  const all = waiting.value;
  waiting.value = [];
  all.forEach(act);
}

const giveUp = () =>
  finish((one) => one.gaveUp(new Problem({ code: 'session.required', status: 401 })));

/** Asks to sign in over the page; every request that failed meanwhile waits for the same answer. */
export function askSignIn(): Promise<void> {
  import('./SignInDialog.tsx').then((module) => {
    dialog.value = module.default;
  }, giveUp);
  return new Promise((done, gaveUp) => {
    waiting.value = [...waiting.value, { done, gaveUp }];
  });
}

/** The dialog's file is fetched when a session has really ended: hardly anyone needs it. */
export function SignInAgain() {
  useEffect(() => onSessionEnded(askSignIn), []);
  const Ask = dialog.value;
  if (!waiting.value.length || !Ask) return null;
  // Over a room it is as dark as the room.
  const isRoom = /^\/(room|replay)\//.test(location.pathname);
  return (
    <div data-theme={isRoom ? 'room' : undefined}>
      <Ask onSignedIn={() => finish((one) => one.done())} onGiveUp={giveUp} />
    </div>
  );
}
