import { useEffect } from 'preact/hooks';

const isPicture = (file: File) => file.type.startsWith('image/');
const isTyped = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;

/** Hands on pictures that are pasted or dropped anywhere on the page, but into a field. */
export function useGivenPictures(take: ((file: File) => void) | undefined): void {
  useEffect(() => {
    if (!take) return;
    const stop = new AbortController();
    const { signal } = stop;
    const paste = (event: ClipboardEvent) => {
      if (isTyped(event.target)) return;
      [...(event.clipboardData?.files ?? [])].filter(isPicture).forEach(take);
    };
    // A browser would leave the lesson to show a file that was dropped.
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.files.length) return;
      event.preventDefault();
      [...event.dataTransfer.files].filter(isPicture).forEach(take);
    };
    document.addEventListener('paste', paste, { signal });
    document.addEventListener('dragover', over, { signal });
    document.addEventListener('drop', drop, { signal });
    return () => stop.abort();
  }, [take]);
}
