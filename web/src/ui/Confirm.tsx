import type { ComponentChildren } from 'preact';
import { t } from '~/lib/i18n.ts';
import { Button, type ButtonLook } from './Button.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';
import { Failure } from './Failure.tsx';
import { useAttempt } from './use_attempt.ts';

interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  /** Of the button that does it; red unless nothing is lost. */
  look?: ButtonLook;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that others will feel; the title is also the word on the button. */
export function Confirm({ title, children, look, onConfirm, onClose }: ConfirmProps) {
  const { isBusy, failure, attempt } = useAttempt();
  const confirm = async () => {
    if (await attempt(onConfirm)) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{children}</p>
      <Failure of={failure} />
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <Button look={look ?? 'mark'} busy={isBusy} onClick={() => void confirm()}>
          {title}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
