import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { onSessionEnded } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { SignInForm } from './SignInForm.tsx';

interface Waiting {
  done: () => void;
  gaveUp: (reason: Problem) => void;
}
const waiting = signal<Waiting[]>([]);

/** Asks to sign in over the page; every request that failed meanwhile waits for the same answer. */
export function askSignIn(): Promise<void> {
  return new Promise((done, gaveUp) => {
    waiting.value = [...waiting.value, { done, gaveUp }];
  });
}

export function SignInAgain() {
  useEffect(() => onSessionEnded(askSignIn), []);
  if (!waiting.value.length) return null;
  const finish = (act: (one: Waiting) => void) => {
    const all = waiting.value;
    waiting.value = [];
    all.forEach(act);
  };
  const giveUp = () =>
    finish((one) => one.gaveUp(new Problem({ code: 'session.required', status: 401 })));
  return (
    <Dialog title={t('core.session_over')} onClose={giveUp} firm>
      <p>{t('core.session_over_text')}</p>
      <SignInForm
        name={me.value?.name ?? ''}
        onSignedIn={() => finish((one) => one.done())}
        extra={
          <DialogActions>
            <Button look="quiet" onClick={giveUp}>
              {t('core.not_now')}
            </Button>
          </DialogActions>
        }
      />
    </Dialog>
  );
}
