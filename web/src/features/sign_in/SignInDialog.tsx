import { useRef } from 'preact/hooks';
import type { Me } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { SignInForm } from './SignInForm.tsx';

export default function SignInDialog(props: { onSignedIn: () => void; onGiveUp: () => void }) {
  const before = useRef(me.peek()?.id);
  const go = (person: Me) => {
    if (!before.current || person.id === before.current) return props.onSignedIn();
    // Somebody else: nothing that stands here is theirs, and nothing typed goes out in their name.
    props.onGiveUp();
    location.replace('/today');
  };
  return (
    <Dialog title={t('core.session_over')} onClose={props.onGiveUp} firm>
      <p>{t('core.session_over_text')}</p>
      <SignInForm
        name={me.value?.name ?? ''}
        onSignedIn={go}
        extra={
          <DialogActions>
            <Button look="quiet" onClick={props.onGiveUp}>
              {t('core.not_now')}
            </Button>
          </DialogActions>
        }
      />
    </Dialog>
  );
}
