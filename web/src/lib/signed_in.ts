// What follows a sign-in; the page that signs in does not wait for it.
import type { Me } from '~/api/shapes.ts';
import { findMe, me } from './session.ts';
import { recall } from './settings.ts';

/** It is known who is signed in, from the answer to the sign-in itself. */
export function signedIn(person: Me): void {
  me.value = person;
  // The worker learns it only from an answer that goes through it.
  if (globalThis.navigator?.serviceWorker?.controller) void findMe().catch(() => {});
  // What waited for this person's session goes out now.
  if (recall('waits') === null) return;
  import('./outbox.ts').then(
    (part) => part.openOutbox(),
    () => {},
  );
}
