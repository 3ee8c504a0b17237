import { useCallback, useEffect } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { toast } from '~/ui/Toast.tsx';
import type { Board } from '../../../board/index.ts';
import { addPicture } from './add_picture.ts';

type Take = (file: File) => void;

const isPicture = (file: File) => file.type.startsWith('image/');
const isTyped = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null;

/**
 * Puts pictures of a lesson's staff on a board: those given to what it answers, and those pasted or
 * dropped on the page. Nothing for whoever may put none there.
 */
export function usePictures(board: Board | null, lesson: string | undefined): Take | undefined {
  const give = useCallback(
    (file: File) => {
      if (!board?.writer || !lesson) return;
      const withdraw = toast(t('ink.picture_sent'));
      addPicture(board, lesson, file)
        .catch((error) => void toast(problemText(error)))
        .finally(withdraw);
    },
    [board, lesson],
  );
  const take = lesson ? give : undefined;
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
  return take;
}
