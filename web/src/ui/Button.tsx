import type { ComponentChildren, JSX } from 'preact';
import { Link as RouterLink } from 'wouter-preact';
import css from './Button.module.css';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger' | 'mark';
interface Look {
  look?: ButtonLook;
  size?: 'small' | 'normal' | 'large';
  wide?: boolean;
}

function classes({ look = 'plain', size = 'normal', wide }: Look): string {
  return [css.button, css[look], size !== 'normal' && css[size], wide && css.wide]
    .filter(Boolean)
    .join(' ');
}

type ButtonProps = Look &
  Omit<JSX.IntrinsicElements['button'], 'size' | 'class'> & { busy?: boolean };

export function Button({ look, size, wide, busy, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={classes({ look, size, wide } as Look)}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {children}
    </button>
  );
}

/** A link that looks like a button: it leads somewhere, a button does something. */
export function ButtonLink({
  href,
  children,
  ...look
}: Look & { href: string; children: ComponentChildren }) {
  return (
    <RouterLink href={href} className={classes(look)}>
      {children}
    </RouterLink>
  );
}

type IconButtonProps = Omit<JSX.IntrinsicElements['button'], 'label' | 'class'> & { label: string };

/** A button of one icon; its label is read aloud and shown on hovering. */
export function IconButton({ label, children, ...rest }: IconButtonProps) {
  return (
    <button type="button" {...rest} class={css.icon} aria-label={label} title={label}>
      {children}
    </button>
  );
}
