import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { IconButton } from './Button.tsx';
import css from './Dialog.module.css';
import { Cross } from './icon.tsx';
import { Live } from './Live.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  /** Rises from the lower edge on phones. */
  sheet?: boolean;
  /** Leaving needs one of the dialog's own buttons; Escape pressed twice no page can forbid. */
  firm?: boolean;
}

const FIELDS = 'input:not([readonly]):not(:disabled), textarea, select';

/** What one came for: a field, else what can be pressed; not the cross that stands before it. */
function first(body: HTMLElement | null): HTMLElement | null | undefined {
  const found = ['[data-first]', FIELDS, 'button:not(:disabled), a[href]']
    .map((one) => body?.querySelector<HTMLElement>(one))
    .find(Boolean);
  // Of radio buttons the chosen one is where the keyboard begins.
  const isRadio = found instanceof HTMLInputElement && found.type === 'radio';
  const group = isRadio ? found.closest('fieldset') : null;
  return group?.querySelector<HTMLElement>('input:checked') ?? found;
}

/** A modal dialog on the native element: it keeps focus inside and gives it back on closing. */
export function Dialog({ title, onClose, children, sheet = true, firm }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const id = useId();
  const leave = useRef(onClose);
  leave.current = onClose;
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    // Safari 14 has no modal dialogs: there it is shown without the top layer.
    if (dialog && !dialog.open) {
      if (dialog.showModal) dialog.showModal();
      else dialog.setAttribute('open', '');
    }
    first(body.current)?.focus();
    // Browsers close even a firm dialog when Escape is pressed twice; then it must not look open.
    const onClosed = () => leave.current();
    dialog?.addEventListener('close', onClosed);
    return () => {
      dialog?.removeEventListener('close', onClosed);
      dialog?.close?.();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={`${css.dialog} ${sheet ? css.sheet : ''}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
    >
      <div class={css.head}>
        <h2 id={id}>{title}</h2>
        {!firm && (
          <IconButton label={t('core.close')} onClick={onClose}>
            <Cross size={22} />
          </IconButton>
        )}
      </div>
      <div class={css.body} ref={body}>
        {children}
      </div>
      <Live />
    </dialog>
  );
}

export function DialogActions({ children }: { children: ComponentChildren }) {
  return <div class={css.actions}>{children}</div>;
}
