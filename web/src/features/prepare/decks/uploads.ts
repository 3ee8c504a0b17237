// Files on their way to becoming decks. They go on while the page is elsewhere in the shell.
import { signal } from '@preact/signals';
import { Problem } from '~/api/problem.ts';
import { type Sending, Upload } from '~/lib/upload.ts';
import { attachDeck, makeDeck } from '../../slides/api.ts';

/** What can become a deck. */
export const DOCUMENTS = ['pdf', 'ppt', 'pptx', 'pps', 'ppsx', 'dps', 'odp', 'doc', 'docx'];
export const IMAGES = ['png', 'jpg', 'jpeg', 'webp', 'gif', 'bmp'];
export const ACCEPT = [...DOCUMENTS, ...IMAGES].map((one) => `.${one}`).join(',');
export const BYTES_MOST = 500 * 1024 * 1024;
const IMAGES_MOST = 100;

const endingOf = (name: string) => name.split('.').pop()?.toLowerCase() ?? '';
const ending = (file: File) => endingOf(file.name);

/** Whether a file with this name can become a deck. */
export const isTaken = (name: string) => [...DOCUMENTS, ...IMAGES].includes(endingOf(name));

export interface Job {
  key: string;
  lesson: string;
  title: string;
  files: File[];
  sent: number;
  of: number;
  isWaiting: boolean;
  /** All is sent; the deck is being made. */
  isMaking: boolean;
  failure: unknown;
  cancel: () => void;
}

export const jobs = signal<Job[]>([]);

/**
 * What becomes of chosen files: each document is a deck, and all pictures together are one, in the
 * order of their names.
 */
export function grouped(files: readonly File[]): {
  groups: File[][];
  unfit: File[];
  empty: File[];
} {
  const unfit: File[] = [];
  const empty: File[] = [];
  const groups: File[][] = [];
  const images: File[] = [];
  for (const file of files) {
    const isFit = file.size <= BYTES_MOST;
    if (file.size === 0) empty.push(file);
    else if (isFit && IMAGES.includes(ending(file))) images.push(file);
    else if (isFit && DOCUMENTS.includes(ending(file))) groups.push([file]);
    else unfit.push(file);
  }
  images.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
  for (let at = 0; at < images.length; at += IMAGES_MOST) {
    groups.push(images.slice(at, at + IMAGES_MOST));
  }
  return { groups, unfit, empty };
}

function change(key: string, part: Partial<Job>): void {
  jobs.value = jobs.value.map((one) => (one.key === key ? { ...one, ...part } : one));
}

export function dismiss(key: string): void {
  jobs.value = jobs.value.filter((one) => one.key !== key);
}

let count = 0;

/** The last that was begun. */
let before: Promise<void> = Promise.resolve();

/**
 * Sends a deck's files, makes it, and gives it to the lesson. One goes after another: decks stand
 * in the order in which they were chosen, and a thin line has the first of them ready soonest.
 */
export function send(
  to: { lesson: string; school: string },
  files: File[],
  onMade: () => void,
): Promise<void> {
  const run = begin(to, files, onMade);
  before = before.then(run);
  return before;
}

/** Shows a deck on its way; gives what sends it. */
function begin(
  to: { lesson: string; school: string },
  files: File[],
  onMade: () => void,
): () => Promise<void> {
  count += 1;
  const key = `job${count}`;
  const of = files.reduce((sum, file) => sum + file.size, 0);
  const title = (files[0]?.name ?? '').replace(/\.[^.]+$/, '');
  let current: Upload | null = null;
  let isCancelled = false;
  const cancel = () => {
    isCancelled = true;
    current?.cancel();
    dismiss(key);
  };
  const start = { sent: 0, of, isWaiting: false, isMaking: false, failure: null };
  jobs.value = [...jobs.value, { key, lesson: to.lesson, title, files, ...start, cancel }];
  return async () => {
    try {
      const uploads: string[] = [];
      let done = 0;
      for (const file of files) {
        if (isCancelled) return;
        const tell = ({ sent, isWaiting }: Sending) =>
          change(key, { sent: done + sent, isWaiting });
        current = new Upload(file, tell);
        uploads.push(await current.run());
        done += file.size;
      }
      if (isCancelled) return;
      change(key, { isMaking: true, sent: of });
      const deck = await makeDeck({ school: to.school, title, uploads });
      await attachDeck(to.lesson, deck.id);
      dismiss(key);
      onMade();
    } catch (failure) {
      const isOwn = failure instanceof Problem && failure.code === 'upload.cancelled';
      if (isOwn || isCancelled) dismiss(key);
      else change(key, { failure });
    }
  };
}
