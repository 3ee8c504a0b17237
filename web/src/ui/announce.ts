// What a screen reader is told: one thing at a time, none too soon after the one before. The whole
// product has one such voice, so that no two regions talk over each other.
import { signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

export const APART_MS = 3000;
const MOST_WAITING = 3;

/** Texts in their order, at most one in three seconds; the oldest give way when many wait. */
export class Speech {
  #waiting: string[] = [];
  #saidAt = Number.NEGATIVE_INFINITY;

  offer(text: string): void {
    if (this.#waiting.includes(text)) return;
    this.#waiting = [...this.#waiting, text].slice(-MOST_WAITING);
  }

  /** What may be said now, if anything. */
  take(nowMs: number): string | undefined {
    if (this.#waiting.length === 0 || nowMs - this.#saidAt < APART_MS) return undefined;
    this.#saidAt = nowMs;
    return this.#waiting.shift();
  }
}

const speech = new Speech();
/** What is being said; regions show it. */
export const spoken = signal('');
let timer: ReturnType<typeof setTimeout> | undefined;

function speak(): void {
  timer = undefined;
  // Empty between two texts: the same text a second time is said a second time.
  spoken.value = speech.take(performance.now()) ?? '';
  if (spoken.value) timer = setTimeout(speak, APART_MS);
}

/** Tells those who do not see the page; politely, after what is being read. */
export function announce(text: string): void {
  speech.offer(text);
  if (timer === undefined) speak();
}

/** Tells a text when it comes and whenever it is another. */
export function useSaid(text: string | null | undefined): void {
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
}

/** Tells what stands in a box when it comes and whenever it is something else. */
export function useTold(box: RefObject<HTMLElement | null>): void {
  const last = useRef('');
  useEffect(() => {
    const text = box.current?.textContent ?? '';
    if (text && text !== last.current) announce(text);
    last.current = text;
  });
}
