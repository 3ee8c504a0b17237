import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button, type ButtonLook } from './Button.tsx';
import { Banner } from './bits.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

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
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const confirm = () => {
    setBusy(true);
    setError(null);
    onConfirm().then(onClose, (reason) => {
      setError(reason);
      setBusy(false);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{children}</p>
      {Boolean(error) && <Banner tone="mark">{problemText(error)}</Banner>}
      <DialogActions>
        <Button onClick={onClose}>{t('core.cancel')}</Button>
        <Button look={look ?? 'mark'} busy={isBusy} onClick={confirm}>
          {title}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
