import type { ComponentChildren, HTMLAttributes, JSX } from 'preact';
import { useEffect, useId } from 'preact/hooks';
import { announce } from './announce.ts';
import css from './Field.module.css';
import { CircleAlert } from './icon.tsx';

interface Around {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  optional?: string | undefined;
}
type Attributes = {
  id: string;
  class: string;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
};

const isTyping = (where: Element | null) => Boolean(where?.matches('input, select, textarea'));

/** A form that is wrong leads to its first wrong field; who is typing stays there, and is told. */
function useFault(id: string, error: string | undefined): void {
  useEffect(() => {
    if (!error) return;
    const control = document.getElementById(id);
    const first = control?.closest('form')?.querySelector('[aria-invalid=true]');
    if (first && first !== control) return;
    if (isTyping(document.activeElement)) announce(error);
    else control?.focus();
  }, [id, error]);
}

function Frame(props: Around & { children: (attributes: Attributes) => ComponentChildren }) {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean);
  const attributes: Attributes = { id, class: css.control ?? '' };
  if (described.length) attributes['aria-describedby'] = described.join(' ');
  if (props.error) attributes['aria-invalid'] = 'true';
  useFault(id, props.error);
  return (
    <div class={css.field}>
      <label class={css.label} for={id}>
        {props.label}
        {props.optional && <span class={css.optional}> · {props.optional}</span>}
      </label>
      {props.children(attributes)}
      {props.hint && (
        <p class={css.hint} id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p class={css.error} id={`${id}-error`}>
          <CircleAlert size={18} aria-hidden /> {props.error}
        </p>
      )}
    </div>
  );
}

type Typed = { value: string; onValue: (value: string) => void };

type InputProps = Around &
  Typed &
  Omit<HTMLAttributes<HTMLInputElement>, 'label' | 'role'> & {
    type?: 'text' | 'password' | 'search' | 'date' | 'time' | 'datetime-local' | 'number';
    autocapitalize?: string;
    spellcheck?: boolean;
    autocomplete?: string;
    required?: boolean;
    readOnly?: boolean;
    disabled?: boolean;
    min?: string | number;
    max?: string | number;
    step?: string | number;
    maxLength?: number;
    placeholder?: string;
  };

export function Field({ label, hint, error, optional, value, onValue, ...rest }: InputProps) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional}>
      {(attributes) => (
        <input
          {...(rest as object)}
          {...attributes}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Frame>
  );
}

type AreaProps = Around & Typed & Omit<JSX.IntrinsicElements['textarea'], 'label' | 'value'>;

export function TextArea({ label, hint, error, optional, value, onValue, ...rest }: AreaProps) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional}>
      {(attributes) => (
        <textarea
          {...rest}
          {...attributes}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Frame>
  );
}

export interface Option {
  value: string;
  text: string;
  disabled?: boolean;
}
type SelectProps = Around & Typed & { options: Option[]; disabled?: boolean };

export function Select({ label, hint, error, optional, value, onValue, ...rest }: SelectProps) {
  return (
    <Frame label={label} hint={hint} error={error} optional={optional}>
      {(attributes) => (
        <select
          {...attributes}
          disabled={rest.disabled}
          value={value}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {rest.options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Frame>
  );
}

interface ChoiceProps {
  type: 'checkbox' | 'radio';
  /** As on an answer sheet. */
  letter?: string;
  text: string;
  /** What is read aloud, where its words alone do not say enough. */
  label?: string;
  hint?: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  name?: string;
  disabled?: boolean;
}

/** A checkbox or radio button as a row one can hit with a thumb. */
export function ChoiceRow({
  type,
  letter,
  text,
  label,
  hint,
  checked,
  onChecked,
  name,
  disabled,
}: ChoiceProps) {
  return (
    <label class={css.choice} data-off={disabled || undefined}>
      <input
        type={type}
        name={name}
        aria-label={label}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      {letter && <b aria-hidden="true">{letter}</b>}
      <span>
        {text}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
