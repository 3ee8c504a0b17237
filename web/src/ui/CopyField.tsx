import { useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Check, Copy, Eye, EyeOff } from '~/ui/icons.tsx';
import { Button, IconButton } from './Button.tsx';
import css from './bits.module.css';
import { Field } from './Field.tsx';

/** Copies without the clipboard interface, which plain http does not have. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.setAttribute('readonly', '');
    area.style.position = 'fixed';
    area.style.opacity = '0';
    (document.querySelector('dialog[open]') ?? document.body).append(area);
    area.select();
    const done = document.execCommand?.('copy') ?? false;
    area.remove();
    return done;
  }
}

export function CopyField(props: {
  label: string;
  value: string;
  secret?: boolean;
  hint?: string;
}) {
  const [isShown, setShown] = useState(!props.secret);
  const [isCopied, setCopied] = useState(false);
  const timer = useRef(0);
  const copy = async () => {
    const done = await copyText(props.value);
    setCopied(done);
    if (!done) setShown(true);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setCopied(false), 3000);
  };
  const row = (
    <div class={css.copy}>
      <Field
        label={props.label}
        value={props.value}
        onValue={() => {}}
        readOnly
        type={isShown ? 'text' : 'password'}
        autocomplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      {props.secret && (
        <IconButton
          label={isShown ? t('core.hide') : t('core.show')}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff size={20} /> : <Eye size={20} />}
        </IconButton>
      )}
      <Button onClick={copy} aria-label={`${t('core.copy')} · ${props.label}`}>
        {isCopied ? <Check size={18} /> : <Copy size={18} />}
        {isCopied ? t('core.copied') : t('core.copy')}
      </Button>
    </div>
  );
  if (!props.hint) return row;
  return (
    <div>
      {row}
      <p class={css.copyHint}>{props.hint}</p>
    </div>
  );
}
