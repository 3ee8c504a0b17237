import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from './Button.tsx';
import { Banner } from './bits.tsx';
import { Dialog, DialogActions } from './Dialog.tsx';

interface ConfirmProps {
  title: string;
  children: ComponentChildren;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back; the title is also the word on the button. */
export function Confirm({ title, children, onConfirm, onClose }: ConfirmProps) {
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
        <Button look="mark" busy={isBusy} onClick={confirm}>
          {title}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
