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
