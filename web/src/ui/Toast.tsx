import { signal } from '@preact/signals';
import { announce } from './announce.ts';
import css from './bits.module.css';

const toasts = signal<{ id: number; text: string }[]>([]);
let last = 0;

/**
 * Says in passing what happened. A failure belongs beside what it was about, and comes here only
 * when nothing on the page is left to hold it. Gives what takes it away before its time.
 */
export function toast(text: string): () => void {
  last += 1;
  const id = last;
  toasts.value = [...toasts.value.slice(-2), { id, text }];
  announce(text);
  const withdraw = () => {
    toasts.value = toasts.value.filter((one) => one.id !== id);
  };
  setTimeout(withdraw, 5000);
  return withdraw;
}

export function Toasts() {
  return (
    <div class={css.toasts}>
      {toasts.value.map((one) => (
        <div key={one.id} class={css.toast}>
          {one.text}
        </div>
      ))}
    </div>
  );
}
