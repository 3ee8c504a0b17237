// What the product does once its page has what it needs.
import { forgetOldHere } from './forget_old.ts';
import { recall } from './settings.ts';

export function startLate(): void {
  forgetOldHere();
  // Few have something that waits from an earlier time.
  if (recall('waits') === null) return;
  import('./outbox.ts').then(
    (part) => part.openOutbox(),
    () => {},
  );
}
