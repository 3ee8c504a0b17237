import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { SignInForm } from './SignInForm.tsx';

export default function SignInDialog(props: { onSignedIn: () => void; onGiveUp: () => void }) {
  return (
    <Dialog title={t('core.session_over')} onClose={props.onGiveUp} firm>
      <p>{t('core.session_over_text')}</p>
      <SignInForm
        name={me.value?.name ?? ''}
        onSignedIn={props.onSignedIn}
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
