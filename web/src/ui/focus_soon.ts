/** Focuses what is there once the page is drawn anew, where what had the focus goes away. */
export function focusSoon(find: () => HTMLElement | null | undefined): void {
  setTimeout(() => find()?.focus());
}
