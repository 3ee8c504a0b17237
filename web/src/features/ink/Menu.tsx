import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import css from './ink.module.css';

export interface MenuItem {
  text: string;
  isOn?: boolean;
  run: () => void;
}

interface MenuProps {
  label: string;
  drawing: ComponentChildren;
  items: MenuItem[];
  isOn?: boolean;
  disabled?: boolean;
}

/** A key that opens a list; arrows move, Escape closes and gives the focus back. */
export function Menu({ label, drawing, items, isOn, disabled }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  const key = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector('button')?.focus();
    const away = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    addEventListener('pointerdown', away);
    return () => removeEventListener('pointerdown', away);
  }, [isOpen]);
  const close = () => {
    setOpen(false);
    key.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.stopPropagation();
      if (event.key === 'Escape') event.preventDefault();
      close();
      return;
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    const all = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    <span class={css.menu} ref={box}>
      <button
        ref={key}
        type="button"
        class={css.key}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-on={isOn || undefined}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        {drawing}
      </button>
      {isOpen && (
        <div ref={list} class={css.list} role="menu" aria-label={label} onKeyDown={move}>
          {items.map((item) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: it comes with the role that has it.
            <button
              key={item.text}
              type="button"
              role={item.isOn === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={item.isOn}
              tabIndex={-1}
              onClick={() => {
                item.run();
                close();
              }}
            >
              {item.text}
            </button>
          ))}
        </div>
      )}
    </span>
  );
}
