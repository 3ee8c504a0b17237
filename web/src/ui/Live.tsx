import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { spoken, useTold } from './announce.ts';

/** The regions on the page, the innermost last: beneath a modal dialog nothing is heard. */
const regions = signal<object[]>([]);

/** Where what is announced is heard. The page has one, and each modal dialog. */
export function Live() {
  const own = useRef({});
  useEffect(() => {
    regions.value = [...regions.peek(), own.current];
    return () => {
      regions.value = regions.peek().filter((one) => one !== own.current);
    };
  }, []);
  const isInnermost = regions.value[regions.value.length - 1] === own.current;
  return (
    <div class="visually-hidden" aria-live="polite" data-speech>
      {isInnermost && spoken.value}
    </div>
  );
}

/** A line of text that is told when it comes and when it changes. */
export function Told(props: { class?: string | undefined; children: ComponentChildren }) {
  const box = useRef<HTMLParagraphElement>(null);
  useTold(box);
  return (
    <p ref={box} class={props.class}>
      {props.children}
    </p>
  );
}
