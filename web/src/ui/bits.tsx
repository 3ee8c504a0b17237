import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { useTold } from './announce.ts';
import css from './bits.module.css';

export type Tone = 'plain' | 'action' | 'mark' | 'warn' | 'info';

export function Chip(props: { tone?: Tone; dot?: boolean; children: ComponentChildren }) {
  return (
    <span class={`${css.chip} ${props.dot ? css.dot : ''}`} data-tone={props.tone}>
      {props.children}
    </span>
  );
}

/** Something to know, beside what it is about; it is told when it comes and when it changes. */
export function Banner(props: {
  tone?: Tone;
  children: ComponentChildren;
  action?: ComponentChildren;
}) {
  const text = useRef<HTMLSpanElement>(null);
  useTold(text);
  return (
    <div class={css.banner} data-tone={props.tone}>
      <span ref={text}>{props.children}</span>
      {props.action}
    </div>
  );
}

const TONES = ['action', 'bloom', 'info', 'mark', 'accent', 'warn'];

/** The part of a name that stands for it: a Chinese surname, or Latin initials. */
export function initials(name: string): string {
  const clean = name.trim();
  if (/^[\u4e00-\u9fff·]+$/.test(clean)) return clean.slice(0, 1);
  const words = clean.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

export function Avatar({ name, size = 36 }: { name: string; size?: number }) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (
    <span
      class={css.avatar}
      data-tone={TONES[sum % TONES.length]}
      aria-hidden="true"
      style={{
        width: `${size}px`,
        height: `${size}px`,
        fontSize: `${Math.round(size * 0.42)}px`,
      }}
    >
      {initials(name)}
    </span>
  );
}

/** The true shape of what is coming, in rows. */
export function Skeleton({ rows = 3, height = 64 }: { rows?: number; height?: number }) {
  return (
    <div class={css.skeletons} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class={css.skeleton} style={{ height: `${height}px` }} />
      ))}
    </div>
  );
}

export function ProgressBar({ value, label }: { value: number; label: string }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      class={css.progress}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div style={{ width: `${percent}%` }} />
    </div>
  );
}

interface TabsProps<T extends string> {
  label: string;
  tabs: { id: T; text: string; badge?: number }[];
  current: T;
  onChange: (id: T) => void;
}

/** Tabs by the pattern: arrows move, one tab stop. The panel carries `id={panel-<id>}`. */
export function Tabs<T extends string>({ label, tabs, current, onChange }: TabsProps<T>) {
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    document.getElementById(`tab-${next.id}`)?.focus();
  };
  return (
    <div class={css.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          id={`tab-${tab.id}`}
          type="button"
          role="tab"
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          onClick={() => onChange(tab.id)}
        >
          {tab.text}
          {tab.badge ? ` ${tab.badge}` : ''}
        </button>
      ))}
    </div>
  );
}
